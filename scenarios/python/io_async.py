import asyncio

import chat

clients = 5
messages = 5
think = 0.5
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
depth = 64  # Python gives the kernel no operations to do: these two are C++'s only
engine = 'auto'
work = 0.002


async def serve_one(loop, guests, client):
    # Looks as if the kernel read while the program does other work. Python's loop waits with epoll until there is something and reads
    # it then: for operations of the kernel's own (io_uring) its library has no functions.
    while not client.gone:
        try:
            data = await loop.sock_recv(client.sock, 65536)
        except ConnectionError:
            data = b''
        guests.heard(client, data)
        while client.unsent and not client.gone:
            line, client.unsent = client.unsent, b''
            try:
                await loop.sock_sendall(client.sock, line)
            except ConnectionError:
                guests.lose(client)


async def other_work(guests):
    while not guests.over():
        await asyncio.sleep(work or 0.002)


async def serve_all(door, guests):
    door.setblocking(False)
    loop = asyncio.get_running_loop()
    other = asyncio.create_task(other_work(guests))
    conversations = []
    while guests.is_open():
        conn, addr = await loop.sock_accept(door)
        conn.setblocking(False)
        conversations.append(asyncio.create_task(serve_one(loop, guests, guests.welcome(conn))))
    await asyncio.gather(*conversations)
    guests.sweep()
    await other


def serve(door, guests):
    asyncio.run(serve_all(door, guests))


if __name__ == '__main__':
    heard = chat.run(serve, clients, messages, think, size, rude, seed)
    print('%d messages' % heard.lines)  # result: messages = heard.lines; bytes = heard.bytes
