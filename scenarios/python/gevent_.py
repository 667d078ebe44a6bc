from gevent import monkey

monkey.patch_socket()

import socket
import time

import gevent
from gevent.server import StreamServer

tasks = 3
latency = 0.2
mode = 'both'  # 'both', 'together' or 'one-by-one'

SLOWEST = 0.8
MOST_ONE_BY_ONE = 10


def server(factor):
    """Answers as an HTTP server does, so many times later than the fastest one."""

    def answer(connection, address):
        request = b''
        while not request.endswith(b'\r\n\r\n'):
            more = connection.recv(4096)
            if not more:
                return
            request += more
        gevent.sleep(min(latency * factor, max(latency, SLOWEST)))
        body = b'x' * 1000
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n' % len(body) + body)
        connection.close()

    made = StreamServer(('127.0.0.1', 0), answer)
    made.start()
    return made


def fetch(port, number):
    connection = socket.create_connection(('127.0.0.1', port))
    connection.sendall(b'GET /%d HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' % number)
    response = b''
    while True:
        more = connection.recv(4096)  # switches to another one that can go on
        if not more:
            break
        response += more
    connection.close()
    print('get data %d' % len(response.partition(b'\r\n\r\n')[2]))


servers = [server(factor) for factor in (1, 2, 3)]
ports = [each.server_port for each in servers]

if mode != 'together':
    begin = time.time()
    for i in range(min(tasks, MOST_ONE_BY_ONE)):
        gevent.spawn(fetch, ports[i % 3], i + 1).join()  # with no other to switch to: the sum
    print('one by one: %.2f s' % (time.time() - begin))  # result: one_by_one_ms = (time.time() - begin) * 1000
if mode != 'one-by-one':
    begin = time.time()
    gevent.joinall([gevent.spawn(fetch, ports[i % 3], i + 1) for i in range(tasks)])
    print('together: %.2f s' % (time.time() - begin))  # result: together_ms = (time.time() - begin) * 1000
for each in servers:
    each.stop()
