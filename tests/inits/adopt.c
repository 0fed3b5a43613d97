/* Writes whether an orphan gets init for its parent, which must be the parent of
 * this process; and ends when the orphan is reaped. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	pid_t init = getppid(), orphan[2];
	int report[2], gate[2];
	char byte;

	if (pipe(report) || pipe(gate)) return 2;
	pid_t pid = fork();
	if (pid == 0) {
		if (fork() == 0) {
			close(gate[1]);
			if (read(gate[0], &byte, 1) != 0) _exit(1); /* until its parent is reaped */
			orphan[0] = getpid();
			orphan[1] = getppid();
			_exit(write(report[1], orphan, sizeof orphan) < 0);
		}
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	close(gate[1]);
	if (read(report[0], orphan, sizeof orphan) != sizeof orphan) return 3;
	while (kill(orphan[0], 0) == 0) usleep(1000);
	puts(orphan[1] == init ? "adopted" : "left to another");
	return 0;
}
