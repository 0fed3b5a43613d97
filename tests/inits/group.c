/* Two processes of one group, of which SIGUSR1 kills only the second. At SIGPWR,
 * which is sent after it, the first ends: with status 7 if the second got SIGUSR1,
 * else with 8. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	sigset_t set;
	int status, signo;

	sigemptyset(&set);
	sigaddset(&set, SIGPWR);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGUSR1, SIG_IGN);
	pid_t pid = fork();
	if (pid == 0) {
		signal(SIGUSR1, SIG_DFL);
		puts("ready");
		fflush(stdout);
		for (;;) pause();
	}
	sigwait(&set, &signo);
	kill(pid, SIGTERM); /* too late, if it is dying */
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1 ? 7 : 8;
}
