# What the I/O servers have in common: who is connected, in which room, and what is still to be sent to whom. How the server waits is
# not in here.
import socket
import time

import clients as guests


class Client:
    def __init__(self, sock, room):
        self.sock = sock
        self.room = room
        self.heard = b''  # of a line that has not come whole
        self.unsent = b''
        self.gone = False


class Chat:
    """Each line is sent to everybody in the room of the one who sent it."""

    def __init__(self, expected, room=1):
        self.expected = expected
        self.room = room
        self.welcomed = 0
        self.lines = 0
        self.bytes = 0
        self.began = self.ended = 0  # of the first and the last line, in seconds of this process on a processor
        self.clients = {}  # by descriptor
        self.rooms = {}
        self.changed = set()  # those who are gone, and those to whom something is or was to be sent, since sweep()

    def is_open(self):
        return self.welcomed < self.expected

    def over(self):
        return not self.is_open() and not self.clients

    def welcome(self, sock):
        client = Client(sock, self.welcomed // self.room)
        self.welcomed += 1
        self.clients[sock.fileno()] = client
        self.rooms.setdefault(client.room, []).append(client)
        return client

    def heard(self, client, data):
        """`data` has come; none where the connection is at its end."""
        self.bytes += len(data)
        if not data:
            self.lose(client)
            return
        *lines, client.heard = (client.heard + data).split(b'\n')
        if lines:
            self.lines += len(lines)
            self.ended = time.process_time()
            self.began = self.began or self.ended
        for line in lines:
            for other in self.rooms[client.room]:
                other.unsent += line + b'\n'
                self.changed.add(other)

    def lose(self, client):
        client.gone = True
        self.changed.add(client)

    def receive(self, client):
        """Takes what is there; False where nothing is."""
        try:
            self.heard(client, client.sock.recv(65536))
        except BlockingIOError:
            return False
        except ConnectionError:
            self.lose(client)
        return not client.gone

    def send(self, client):
        """As much of what is unsent as there is room for."""
        while client.unsent and not client.gone:
            try:
                client.unsent = client.unsent[client.sock.send(client.unsent):]
            except BlockingIOError:
                return
            except ConnectionError:
                self.lose(client)

    def answer(self):
        for client in list(self.changed):
            self.send(client)

    def sweep(self):
        """Closes the connections of those who are gone."""
        for client in self.changed:
            if client.gone:
                del self.clients[client.sock.fileno()]
                self.rooms[client.room].remove(client)
                client.sock.close()
        self.changed = {client for client in self.changed if client.unsent and not client.gone}


def listen():
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(('127.0.0.1', 0))
    door.listen(4096)
    return door


def run(serve, clients, messages, think, size, rude='none', seed=1, silent=0, talk=False, room=1):
    """A server with its clients, to the end. What it has heard."""
    guests.allow_descriptors(clients + silent + 64)
    chat = Chat(clients + silent + talk, room)
    with listen() as door:
        process = guests.start(door, clients, messages, think, size, rude, seed, silent, talk)
        try:
            serve(door, chat)
        except BaseException:
            process.kill()  # nobody will answer them any more
            raise
        finally:
            for client in chat.clients.values():
                client.sock.close()
            process.join()
    return chat
