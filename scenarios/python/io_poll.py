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
    """As select, but the list is kept by the process, is changed where something changes, and has no limit."""
    door.setblocking(False)
    poll = select.poll()
    poll.register(door, select.POLLIN)
    while not guests.over():
        for fd, events in poll.poll():
            if fd == door.fileno():
                conn, addr = door.accept()
                conn.setblocking(False)
                guests.welcome(conn)
                poll.register(conn, select.POLLIN)
                if not guests.is_open():
                    poll.unregister(door)
            elif events & ~select.POLLOUT:
                guests.receive(guests.clients[fd])
        guests.answer()
        for client in guests.changed:
            fd = client.sock.fileno()
            if client.gone:
                poll.unregister(fd)
            else:
                poll.modify(fd, select.POLLIN | (select.POLLOUT if client.unsent else 0))
        guests.sweep()


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed, silent, talk, room)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
