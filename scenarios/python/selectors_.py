import selectors
import time

import chat

clients = 5
messages = 5
think = 0.5
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
kind = 'auto'  # 'auto', 'epoll', 'poll' or 'select'
work = 0.02
talk = False

KINDS = {'auto': 'DefaultSelector', 'epoll': 'EpollSelector', 'poll': 'PollSelector', 'select': 'SelectSelector'}


class EchoServer:
    """Each socket is registered with the function to call when it is ready, and the loop does not know what they do."""

    def __init__(self, door, guests):
        self.guests = guests
        self.sel = getattr(selectors, KINDS[kind])()
        door.setblocking(False)
        self.sel.register(door, selectors.EVENT_READ, self.accept)

    def run(self):
        while not self.guests.over():
            for key, mask in self.sel.select():
                callback = key.data
                callback(key.fileobj, mask)
            for client in self.guests.changed:
                if client.gone:
                    self.sel.unregister(client.sock)
            self.guests.sweep()
        self.sel.close()

    def accept(self, sock, mask):
        conn, addr = sock.accept()
        conn.setblocking(False)
        self.guests.welcome(conn)
        self.sel.register(conn, selectors.EVENT_READ, self.read)
        if not self.guests.is_open():
            self.sel.unregister(sock)

    def read(self, conn, mask):
        self.guests.receive(self.guests.clients[conn.fileno()])
        time.sleep(work)  # the loop and all other clients wait meanwhile
        self.guests.answer()
        self.follow_changes()

    def write(self, conn, mask):
        if mask & selectors.EVENT_READ:
            self.guests.receive(self.guests.clients[conn.fileno()])
        self.guests.answer()
        self.follow_changes()

    def follow_changes(self):
        for client in self.guests.changed:
            if client.gone:
                continue
            if client.unsent:
                self.sel.modify(client.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self.write)
            else:
                self.sel.modify(client.sock, selectors.EVENT_READ, self.read)


def serve(door, guests):
    server = EchoServer(door, guests)
    print('mechanism: %s' % type(server.sel).__name__)
    server.run()


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed, 0, talk, 8 if talk else 1)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
