import { createServer } from 'node:http'
import { Server } from 'socket.io'

/** Where the bare pair of the network benchmark comes from: an empty page, and a relay between all who opened it. */
const page = '<!doctype html><title>bare pair</title><script src="/socket.io/socket.io.js"></script>'

const http = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end(page)
})
const io = new Server(http, { transports: ['websocket'] })
io.on('connection', (socket) => {
  socket.on('relay', (message) => socket.broadcast.emit('relay', message))
})
http.listen(Number(process.argv[2]), '0.0.0.0', () => process.send?.('listening'))
