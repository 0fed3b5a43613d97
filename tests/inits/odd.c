/* odd COMMAND...: runs it with signals ignored and blocked as no program should
 * be started, but some are. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	sigset_t set;

	(void)argc;
	if (!strcmp(argv[1], "chld")) { /* all children would be reaped by the kernel */
		signal(SIGCHLD, SIG_IGN);
	} else {
		signal(SIGTTOU, SIG_IGN);
		signal(SIGSEGV, SIG_IGN);
		signal(SIGINT, SIG_IGN);
		signal(SIGHUP, SIG_IGN);
		sigemptyset(&set);
		sigaddset(&set, SIGTTIN);
		sigaddset(&set, SIGILL);
		sigaddset(&set, SIGTERM);
		sigprocmask(SIG_BLOCK, &set, NULL);
	}
	execvp(argv[2], argv + 2);
	return 127;
}
