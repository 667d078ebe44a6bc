import chat
import io_epoll
import io_poll
import io_select

silent = 1200
points = 4
messages = 200
size = 64

if __name__ == '__main__':
    ended = set()
    cost_us = {}
    for point in range(points + 1):
        quiet = silent * point // points
        for model in (io_select, io_poll, io_epoll):
            name = model.__name__[len('io_'):]
            if name in ended:
                continue
            try:
                heard = chat.run(model.serve, 1, messages, 0, size, silent=quiet)
            except ValueError as error:  # select's set has no place for descriptors from 1024 on
                print('%s, %d silent clients: %s' % (name, quiet, error))
                ended.add(name)
                continue
            cost = (heard.ended - heard.began) / (messages - 1) * 1e6
            cost_us.setdefault(name, {})[quiet] = cost
            print('%s, %d silent clients: %d µs a message' % (name, quiet, cost))  # result: cost_us
