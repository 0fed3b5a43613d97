/* How long a signal takes to its receiver.
 *
 *   forward answer FILE          notes in FILE when each SIGUSR1 has come
 *   forward measure FILE PID N   sends N of them to PID, one after the other is noted,
 *                                and writes the median in ns */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct note { volatile long count; volatile long long time; };

static long long now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	long long x = *(const long long *)a, y = *(const long long *)b;
	return (x > y) - (x < y);
}

static void answer(struct note *note)
{
	sigset_t set;
	int signo;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	puts("ready");
	fflush(stdout);
	while (sigwait(&set, &signo) == 0) {
		note->time = now();
		__sync_synchronize();
		note->count++;
	}
}

int main(int argc, char **argv)
{
	int fd = open(argv[2], O_RDWR);
	struct note *note = mmap(NULL, sizeof *note, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd < 0 || note == MAP_FAILED) return 2;
	if (!strcmp(argv[1], "answer")) answer(note);
	int pid = atoi(argv[3]), n = argc > 4 ? atoi(argv[4]) : 0;
	long long *took = calloc(n, sizeof *took);
	for (int i = 0; i < n; i++) {
		long before = note->count;
		usleep(500); /* whoever forwards is asleep again */
		long long sent = now();
		if (kill(pid, SIGUSR1)) return 3;
		while (note->count == before) usleep(100);
		took[i] = note->time - sent;
	}
	qsort(took, n, sizeof *took, by_size);
	printf("%lld\n", took[n / 2]);
	return 0;
}
