import select

import chat

clients = 5
messages = 5
think = 0.5
room = 8
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
silent = 0
talk = False


def serve(door, guests):
    """One wait for all of them. The list of sockets goes into the kernel with every call, which looks at each one; a number of 1024
    or more has no place in it."""
    door.setblocking(False)
    while not guests.over():
        readers = [client.sock for client in guests.clients.values()] + [door] * guests.is_open()
        writers = [client.sock for client in guests.clients.values() if client.unsent]
        readable, writable, _ = select.select(readers, writers, [])
        for obj in readable:
            if obj is door:
                conn, addr = door.accept()
                conn.setblocking(False)
                guests.welcome(conn)
            else:
                guests.receive(guests.clients[obj.fileno()])
        guests.answer()
        guests.sweep()


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed, silent, talk, room)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
