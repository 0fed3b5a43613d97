/* crasher RUNS LIFE: a service that appends a byte to the file RUNS, is ready on
   descriptor 3 where there is one, lives for a random time of up to LIFE
   milliseconds, and then ends in one of many ways, sometimes leaving an orphan. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void live(long ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};
	nanosleep(&t, NULL);
}

int main(int argc, char **argv)
{
	struct timespec t;
	int runs = open(argv[1], O_WRONLY | O_APPEND);
	if (runs < 0 || write(runs, "x", 1) != 1)
		return 99;
	close(runs);
	clock_gettime(CLOCK_MONOTONIC, &t);
	srandom(t.tv_nsec ^ getpid());
	if (random() % 4 == 0)
		signal(SIGTERM, SIG_IGN);
	printf("run of %d\n", getpid());
	fflush(stdout);
	if (random() % 8 == 0)
		live(20);
	if (fcntl(3, F_GETFD) >= 0 && write(3, "\n", 1) != 1)
		return 98;
	close(3);
	live(random() % atol(argv[2]));
	if (random() % 4 == 0 && fork() == 0) { /* one that stays a little */
		if (random() % 2)
			setsid();
		live(random() % 200);
		return 0;
	}
	switch (random() % 4) {
	case 0:
		return 0;
	case 1:
		return 1 + random() % 90;
	case 2:
		kill(getpid(), SIGKILL);
	default:
		abort();
	}
}
