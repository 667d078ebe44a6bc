find_library(BRAID_LIBURING uring REQUIRED)

braid_engine_library(io
  SOURCES
    aio.cpp
    async_io.cpp
    call.cpp
    counts.cpp
    descriptor.cpp
    ends.cpp
    acceptor.cpp
    text/first_words.cpp
    epoll.cpp
    fifo.cpp
    hub/hub_socket.cpp
    poller.cpp
    select.cpp
    selector.cpp
    socket.cpp
    uring.cpp
    watching.cpp
  LINK braid_exec ${BRAID_LIBURING})
