import select

import chat

clients = 5
messages = 5
think = 0.5
trigger = 'level'  # 'level' or 'edge'
room = 8
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
silent = 0
talk = False


def serve(door, guests):
    """The kernel keeps the list and hands out only those that are ready. Level-triggered it tells again until all is read;
    edge-triggered it reports once, and a server that does not read until there is no more is not told again."""
    edge = trigger == 'edge'
    door.setblocking(False)
    epoll = select.epoll()
    epoll.register(door, select.EPOLLIN)
    watched = {}
    while not guests.over():
        for fd, events in epoll.poll():
            if fd == door.fileno():
                conn, addr = door.accept()
                conn.setblocking(False)
                guests.welcome(conn)
                watched[conn.fileno()] = select.EPOLLIN | (select.EPOLLOUT | select.EPOLLET if edge else 0)  # edge: once and for all
                epoll.register(conn, watched[conn.fileno()])
                if not guests.is_open():
                    epoll.unregister(door)
            elif events & ~select.EPOLLOUT:
                while guests.receive(guests.clients[fd]) and edge:
                    pass  # until there is no more, or the next time never comes
        guests.answer()
        for client in guests.changed:
            fd = client.sock.fileno()
            wanted = select.EPOLLIN | (select.EPOLLOUT if client.unsent else 0)
            if client.gone:
                epoll.unregister(fd)
            elif not edge and watched[fd] != wanted:
                watched[fd] = wanted
                epoll.modify(fd, wanted)
        guests.sweep()
    epoll.close()


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed, silent, talk, room)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
