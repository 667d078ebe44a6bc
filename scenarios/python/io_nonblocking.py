import time

import chat

clients = 5
messages = 5
think = 0.5
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
pause = 0.005


def serve(door, room):
    """Asks every client, again and again, whether there is something: mostly there is not. What arrives in a pause has to wait."""
    door.setblocking(False)
    while not room.over():
        while room.is_open():
            try:
                conn, addr = door.accept()
            except BlockingIOError:
                break
            conn.setblocking(False)
            room.welcome(conn)
        for client in list(room.clients.values()):
            room.receive(client)  # data, or BlockingIOError at once
        room.answer()
        room.sweep()
        time.sleep(pause)


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
