/* Writes the number of each signal that it gets, one a line, and nothing else
 * happens by one: all are blocked, and waited for. With the argument "count" it
 * counts the real-time ones, and writes how many they were when SIGRTMAX comes. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	int counting = argc > 1 && !strcmp(argv[1], "count"), count = 0;
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	for (;;) {
		int signo = sigwaitinfo(&all, NULL);
		if (counting && signo >= SIGRTMIN && signo < SIGRTMAX) {
			count++;
		} else if (counting && signo == SIGRTMAX) {
			printf("%d\n", count);
		} else if (signo > 0) {
			printf("%d\n", signo);
		}
	}
}
