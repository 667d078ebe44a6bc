import chat

clients = 5
messages = 5
think = 0.2
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1


def serve(door, room):
    """One client at a time: while the server waits in recv for this one, it can neither read from the others nor accept them."""
    while room.is_open():
        conn, addr = door.accept()  # waits for a client
        client = room.welcome(conn)
        while room.receive(client):  # waits for data, then copies it
            room.answer()
        room.sweep()


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
