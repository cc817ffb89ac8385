/* A load of lines: N connections, each sends a line, waits for the line that answers it, and sends the next.

   usage: load HOST PORT CONNECTIONS WARM_SECONDS SECONDS LINE [IDLE]
          load serve                     an echo server: prints its port; what the load itself can do is measured on it

   Who connects has to be greeted by a line first. IDLE more connections are made, greeted, and say nothing.
   "connected" is printed when all are, and at the end one JSON object: commands, seconds, and the quantiles of the answer times in microseconds. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1024, MOST_SAMPLES = 1 << 22, LONGEST = 65536 };

static uint32_t samples[MOST_SAMPLES];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static uint64_t now_ns(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

static void without_delay(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static void watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static int compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* -- the echo server that shows the ceiling ------------------------------------------------------------------ */

static void serve(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0);
    if (bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 4096) < 0) fail("listen");
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    watch(epoll, listener);
    for (;;) {
        struct epoll_event ready[BATCH];
        char data[LONGEST];
        int count = epoll_wait(epoll, ready, BATCH, -1);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                int peer = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (peer < 0) continue;
                without_delay(peer);
                watch(epoll, peer);
                if (send(peer, "ready\r\n", 7, MSG_NOSIGNAL) < 0) close(peer);
                continue;
            }
            ssize_t size = recv(fd, data, sizeof data, 0);
            if (size <= 0 || send(fd, data, (size_t)size, MSG_NOSIGNAL) < 0) close(fd);
        }
    }
}

/* -- the load ------------------------------------------------------------------------------------------------ */

static int connect_to(const char *host, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    inet_pton(AF_INET, host, &address.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    without_delay(fd);
    return fd;
}

static void read_greeting(int fd) {
    char byte = 0;
    while (byte != '\n')
        if (recv(fd, &byte, 1, 0) != 1) fail("no greeting");
}

static int connections(const char *host, int port, int count, int epoll) {
    int last = 0;
    for (int i = 0; i < count; i++) {
        last = connect_to(host, port);
        read_greeting(last);
        fcntl(last, F_SETFL, O_NONBLOCK);
        if (epoll >= 0) watch(epoll, last);
    }
    return last;
}

static void report(uint64_t commands, size_t count, double seconds) {
    qsort(samples, count, sizeof *samples, compare);
    printf("{\"commands\": %llu, \"seconds\": %.6f, \"p50\": %.1f, \"p99\": %.1f, \"worst\": %.1f}\n",
           (unsigned long long)commands, seconds, samples[count / 2] / 1e3, samples[count - 1 - count / 100] / 1e3,
           samples[count - 1] / 1e3);
}

static int load(char **arguments, int idle) {
    int count = atoi(arguments[2]), epoll = epoll_create1(0), port = atoi(arguments[1]);
    double warm = atof(arguments[3]), wanted = atof(arguments[4]);
    char line[1024];
    size_t length = (size_t)snprintf(line, sizeof line, "%s\r\n", arguments[5]);
    if (idle) connections(arguments[0], port, idle, -1);
    int last = connections(arguments[0], port, count, epoll);
    printf("connected\n");
    fflush(stdout);
    uint64_t *sent = calloc((size_t)last + 1, sizeof *sent);
    uint64_t begin = now_ns() + (uint64_t)(warm * 1e9), end = begin + (uint64_t)(wanted * 1e9), now = 0;
    uint64_t commands = 0;
    size_t taken = 0;
    for (int fd = 0; fd <= last; fd++) {
        int type;
        socklen_t size = sizeof type;
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0 || epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) < 0)
            continue;
        sent[fd] = now_ns();
        if (send(fd, line, length, MSG_NOSIGNAL) < 0) fail("send");
    }
    while ((now = now_ns()) < end) {
        struct epoll_event ready[BATCH];
        char data[LONGEST];
        int many = epoll_wait(epoll, ready, BATCH, 100);
        for (int i = 0; i < many; i++) {
            int fd = ready[i].data.fd;
            ssize_t size = recv(fd, data, sizeof data, 0);
            if (size <= 0) fail("the server has closed a connection");
            if (!memchr(data, '\n', (size_t)size)) continue;
            now = now_ns();
            if (now >= begin && now < end) {
                commands++;
                if (taken < MOST_SAMPLES) samples[taken++] = (uint32_t)(now - sent[fd]);
            }
            sent[fd] = now;
            if (send(fd, line, length, MSG_NOSIGNAL) < 0) fail("send");
        }
    }
    if (!taken) fail("no answers");
    report(commands, taken, wanted);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2 && !strcmp(arguments[1], "serve")) serve();
    if (count != 7 && count != 8) {
        fprintf(stderr, "usage: load HOST PORT CONNECTIONS WARM_SECONDS SECONDS LINE [IDLE]\n       load serve\n");
        return 2;
    }
    return load(arguments + 1, count == 8 ? atoi(arguments[7]) : 0);
}
