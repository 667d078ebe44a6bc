# The clients of the I/O servers: threads of a process of their own, so that they do not share the server's GIL.
import multiprocessing
import random
import socket
import sys
import threading
import time

RUDE = ('disconnects', 'never-reads', 'byte-by-byte')


def line_of(number, size):
    """A line of `size` bytes that says whose it is."""
    return ('client %d' % number).ljust(size - 1, '.').encode()[:size - 1] + b'\n'


def own_line(connection, own, rest):
    """Reads until its own line has come back; others' come between. What was read beyond it."""
    while True:
        line, end, rest = rest.partition(b'\n')
        if end:
            if line + end == own:
                return rest
            continue
        more = connection.recv(65536)
        if not more:
            raise ConnectionError('the server has closed the connection')
        rest = line + more


def talk_to(port, number, messages, think, size, rude, seed):
    choice = random.Random(seed * 1000003 + number)
    own, rest = line_of(number, size), b''
    with socket.create_connection(('127.0.0.1', port)) as connection:
        for _ in range(messages):
            time.sleep(think * choice.uniform(0.5, 1.5))
            if rude == 'disconnects':
                connection.sendall(own[:size // 2])  # and goes in the middle of a message
                return
            if rude == 'byte-by-byte':
                for byte in own:
                    connection.sendall(bytes([byte]))
            else:
                connection.sendall(own)
            if rude != 'never-reads':
                rest = own_line(connection, own, rest)


def stay_silent(port, ready, over):
    with socket.create_connection(('127.0.0.1', port)):
        ready.release()
        over.wait()


def type_to(port, lines):
    """What the person types goes to the server, what comes back is shown."""
    with socket.create_connection(('127.0.0.1', port)) as connection:
        def show():
            for line in connection.makefile(encoding='utf-8', errors='replace'):
                print(line.rstrip('.\n'))
        threading.Thread(target=show, name='reads', daemon=True).start()
        for line in lines:
            connection.sendall(line.encode())


def run(port, clients, messages, think, size, rude, seed, silent, stdin):
    ready, over = threading.Semaphore(0), threading.Event()
    quiet = [threading.Thread(target=stay_silent, args=(port, ready, over), name='silent %d' % k) for k in range(1, silent + 1)]
    for t in quiet:
        t.start()
    for t in quiet:
        ready.acquire()
    talking = []
    for k in range(1, clients + 1):
        manners = RUDE[k % 4] if rude == 'all' and k % 4 < 3 else rude if k == 1 else 'none'
        talking.append(threading.Thread(target=talk_to, args=(port, k, messages, think, size, manners, seed), name='client %d' % k))
    if stdin is not None:
        talking.append(threading.Thread(target=type_to, args=(port, open(stdin, encoding='utf-8')), name='you'))
    for t in talking:
        t.start()
    for t in talking:
        t.join()
    over.set()


def start(door, clients, messages, think, size, rude='none', seed=1, silent=0, talk=False):
    """The process that connects so many clients to `door`. The server goes on meanwhile."""
    stdin = sys.stdin.fileno() if talk else None
    process = multiprocessing.get_context('fork').Process(
        target=run, name='clients', args=(door.getsockname()[1], clients, messages, think, size, rude, seed, silent, stdin))
    process.start()
    return process


def allow_descriptors(wanted):
    """As many open sockets as it takes, as far as the system allows."""
    import resource
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
