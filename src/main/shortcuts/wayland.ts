/** Whether this is a Wayland desktop. A compositor that was started from a terminal leaves the type of the session as it was. */
export function isWayland(env: NodeJS.ProcessEnv): boolean {
  const type = env['XDG_SESSION_TYPE']
  return type === 'wayland' || (type !== 'x11' && Boolean(env['WAYLAND_DISPLAY']))
}
