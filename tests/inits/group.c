/* Two processes of one group; the first ignores SIGUSR1 and ends with status 7
 * when the second is killed by it. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int status;

	signal(SIGUSR1, SIG_IGN);
	pid_t pid = fork();
	if (pid == 0) {
		signal(SIGUSR1, SIG_DFL);
		puts("ready");
		fflush(stdout);
		for (;;) pause();
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1 ? 7 : 1;
}
