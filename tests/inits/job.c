/* Writes a line when SIGRTMAX comes, and leaves all other signals to do as they do. */
#include <signal.h>
#include <stdio.h>

int main(void)
{
	sigset_t set;
	int signo;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMAX);
	sigprocmask(SIG_BLOCK, &set, NULL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	while (sigwait(&set, &signo) == 0) puts("here");
	return 1;
}
