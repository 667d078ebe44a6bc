// Client and server on the loopback, and each waits for the other's greeting.
#include "tests/cases/programs/p.h"
#include <arpa/inet.h>
#include <sys/socket.h>
static struct sockaddr_in at;
T(client) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    char c;
    if (connect(s, (struct sockaddr*)&at, sizeof at)) return 0;
    if (read(s, &c, 1) < 0) return 0;
    return 0;
}
int main(void) {
    int l = socket(AF_INET, SOCK_STREAM, 0);
    socklen_t size = sizeof at;
    pthread_t t;
    char c;
    at.sin_family = AF_INET; at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(l, (struct sockaddr*)&at, sizeof at) || listen(l, 1) || getsockname(l, (struct sockaddr*)&at, &size)) return 1;
    pthread_create(&t, 0, client, 0);
    int s = accept(l, 0, 0);
    if (recv(s, &c, 1, 0) < 0) return 1;
    pthread_join(t, 0);
    return 0;
}
