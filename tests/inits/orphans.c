/* orphans N: N processes whose parent has ended are let go together, and it
 * writes how long, in ns, it takes until there is nobody but init and itself: a
 * zombie can be signalled too. Only for a pid namespace of its own. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv)
{
	int left = atoi(argv[1]), gate[2];
	char byte;

	(void)argc;
	if (pipe(gate)) return 2;
	if (fork() == 0) {
		for (; left > 0; left--) {
			pid_t pid = fork();
			if (pid < 0) {
				perror("fork");
				_exit(3);
			}
			if (pid == 0) {
				close(gate[1]);
				_exit(read(gate[0], &byte, 1) != 0);
			}
		}
		_exit(0);
	}
	int status;
	if (wait(&status) < 0 || status) return 4;
	long long start = now();
	close(gate[1]);
	while (kill(-1, 0) == 0) usleep(1000); /* it keeps others from exiting */
	if (errno != ESRCH) return 5;
	printf("%lld\n", now() - start);
	return 0;
}
