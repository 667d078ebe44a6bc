import time

import chat
import io_async
import io_blocking
import io_epoll
import io_nonblocking
import io_poll
import io_select

clients = 50
messages = 10
think = 0.02
size = 64
rude = 'none'  # 'none', 'disconnects', 'never-reads', 'byte-by-byte' or 'all'
seed = 1
pause = 0.005
limit = 50  # for all of them; who comes after that is left out

if __name__ == '__main__':
    io_nonblocking.pause = pause
    end = time.time() + limit
    ms, cpu_ms, received = {}, {}, {}
    for model in (io_blocking, io_nonblocking, io_select, io_poll, io_epoll, io_async):
        name = model.__name__[len('io_'):]
        if time.time() > end:
            print('%s: no time is left' % name)
            continue
        begin, processor = time.time(), time.process_time()
        heard = chat.run(model.serve, clients, messages, think, size, rude, seed)
        ms[name], cpu_ms[name], received[name] = (time.time() - begin) * 1000, (time.process_time() - processor) * 1000, heard.bytes
        print('%s: %d ms, %d ms of them on a processor, %d bytes' % (name, ms[name], cpu_ms[name], received[name]))  # result: ms; cpu_ms; bytes = received
