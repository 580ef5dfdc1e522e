// SPDX-License-Identifier: MIT
// What stands at the beginning of the AppImage: mounts the squashfs image behind it with FUSE and starts
// AppRun there; where that is not possible, it unpacks the image to a folder for temporary files, and removes
// it afterwards. Linked statically.
//
//   --appimage-extract           unpacks to ./squashfs-root, and ends
//   --appimage-offset            prints where the image begins
//   APPIMAGE_EXTRACT_AND_RUN=1   does without FUSE
#define _GNU_SOURCE
#include <squashfuse/ll.h>

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[PATH_MAX];

static void fail(const char *what) {
    fprintf(stderr, "AppImage: %s: %s\n", what, strerror(errno));
    exit(127);
}

// The end of this ELF file; the image follows.
static size_t image_offset(const char *self) {
    Elf64_Ehdr header;
    const int fd = open(self, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, &header, sizeof header) != (ssize_t)sizeof header)
        fail("cannot read itself");
    close(fd);
    return header.e_shoff + (size_t)header.e_shentsize * header.e_shnum;
}

// Unpacks to `root`, which exists. 0 when all of it is there.
static int extract(const char *self, size_t offset, const char *root) {
    sqfs fs;
    sqfs_traverse walk;
    sqfs_err error = SQFS_OK;
    if (sqfs_open_image(&fs, self, offset) != SQFS_OK ||
        sqfs_traverse_open(&walk, &fs, sqfs_inode_root(&fs)) != SQFS_OK)
        return -1;
    while (sqfs_traverse_next(&walk, &error)) {
        if (walk.dir_end)
            continue;
        char path[2 * PATH_MAX];
        sqfs_inode inode;
        if (snprintf(path, sizeof path, "%s/%s", root, walk.path) >= (int)sizeof path ||
            sqfs_inode_get(&fs, &inode, sqfs_dentry_inode(&walk.entry)) != SQFS_OK)
            return -1;
        if (S_ISDIR(inode.base.mode)) {
            if (mkdir(path, 0755) != 0 && errno != EEXIST)
                return -1;
        } else if (S_ISLNK(inode.base.mode)) {
            char target[PATH_MAX];
            size_t size = sizeof target;
            unlink(path);
            if (sqfs_readlink(&fs, &inode, target, &size) != SQFS_OK || symlink(target, path) != 0)
                return -1;
        } else if (S_ISREG(inode.base.mode)) {
            static char block[1 << 17];
            const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, inode.base.mode & 0755);
            if (fd < 0)
                return -1;
            for (uint64_t at = 0; at < inode.xtra.reg.file_size;) {
                sqfs_off_t size = sizeof block;
                if (sqfs_read_range(&fs, &inode, (sqfs_off_t)at, &size, block) != SQFS_OK || size <= 0 ||
                    write(fd, block, (size_t)size) != size) {
                    close(fd);
                    return -1;
                }
                at += (uint64_t)size;
            }
            if (close(fd) != 0)
                return -1;
        }
    }
    sqfs_traverse_close(&walk);
    return error == SQFS_OK ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
    (void)info, (void)kind, (void)where;
    return remove(path);
}

static void make_folder(void) {
    const char *place = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/.mount_anyformat-XXXXXX", place && *place ? place : "/tmp");
    if (!mkdtemp(folder))
        fail("cannot make a folder for temporary files");
}

static void start(char **argv, const char *self) {
    char program[PATH_MAX + 16];
    snprintf(program, sizeof program, "%s/AppRun", folder);
    setenv("APPDIR", folder, 1);
    setenv("APPIMAGE", self, 1);
    execv(program, argv);
}

static int keep; // its other end is open as long as the program, or a child of it, runs
static pthread_t main_thread;

static void *end_with_program(void *unused) {
    (void)unused;
    char byte;
    while (read(keep, &byte, 1) < 0 && errno == EINTR) {
    }
    pthread_kill(main_thread, SIGTERM); // FUSE's handler ends the loop
    return NULL;
}

// Serves the image until the program has ended. Writes a byte to `ready` when it is mounted.
static int serve(const char *self, size_t offset, int ready) {
    struct fuse_lowlevel_ops operations = {
        .getattr = sqfs_ll_op_getattr,
        .opendir = sqfs_ll_op_opendir,
        .releasedir = sqfs_ll_op_releasedir,
        .readdir = sqfs_ll_op_readdir,
        .lookup = sqfs_ll_op_lookup,
        .open = sqfs_ll_op_open,
        .create = sqfs_ll_op_create,
        .release = sqfs_ll_op_release,
        .read = sqfs_ll_op_read,
        .readlink = sqfs_ll_op_readlink,
        .forget = sqfs_ll_op_forget,
        .statfs = stfs_ll_op_statfs,
    };
    char *words[] = {"appimage", "-o", "ro,nodev,nosuid,subtype=squashfuse", NULL};
    struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
    sqfs_ll_chan channel;
    pthread_t thread;
    sqfs_ll *image = sqfs_ll_open(self, offset);
    if (!image ||
        sqfs_ll_mount(&channel, folder, &arguments, &operations, sizeof operations, image) != SQFS_OK)
        return 1;
    const int null = open("/dev/null", O_RDWR);
    main_thread = pthread_self();
    if (fuse_set_signal_handlers(channel.session) != 0 || write(ready, "", 1) != 1 ||
        pthread_create(&thread, NULL, end_with_program, NULL) != 0) {
        sqfs_ll_unmount(&channel, folder);
        return 1;
    }
    close(ready);
    for (int fd = 0; fd < 3; ++fd)
        dup2(null, fd); // who reads the program's output shall see its end
    fuse_session_loop(channel.session);
    sqfs_ll_unmount(&channel, folder);
    rmdir(folder);
    return 0;
}

static int mounted(const char *self, size_t offset) {
    int life[2], ready[2];
    if (access("/dev/fuse", R_OK | W_OK) != 0 || pipe(life) != 0 || pipe(ready) != 0)
        return 0;
    const pid_t child = fork();
    if (child == 0) {
        if (fork() != 0)
            _exit(0); // the server is nobody's child: the program shall not find it among its own
        setsid();
        signal(SIGINT, SIG_IGN);
        const int log = open("/dev/null", O_WRONLY);
        if (log >= 0)
            dup2(log, 2); // without fusermount3 the image is unpacked; nobody needs to know
        close(life[1]);
        close(ready[0]);
        keep = life[0];
        _exit(serve(self, offset, ready[1]));
    }
    close(life[0]);
    close(ready[1]);
    char byte;
    if (child > 0)
        waitpid(child, NULL, 0);
    const int ok = child > 0 && read(ready[0], &byte, 1) == 1;
    close(ready[0]);
    if (!ok)
        close(life[1]);
    return ok;
}

static pid_t program;
static void pass_on(int number) {
    kill(program, number);
}

int main(int argc, char **argv) {
    char self[PATH_MAX] = "";
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0)
        fail("/proc is not there");
    const size_t offset = image_offset(self);
    if (argc > 1 && strcmp(argv[1], "--appimage-offset") == 0)
        return printf("%zu\n", offset) < 0;
    if (argc > 1 && strcmp(argv[1], "--appimage-extract") == 0) {
        if ((mkdir("squashfs-root", 0755) != 0 && errno != EEXIST) ||
            extract(self, offset, "squashfs-root") != 0)
            fail("cannot unpack to squashfs-root");
        return puts("squashfs-root") < 0;
    }
    make_folder();
    if (!getenv("APPIMAGE_EXTRACT_AND_RUN") && mounted(self, offset)) {
        start(argv, self);
        fail("cannot start AppRun");
    }
    if (extract(self, offset, folder) != 0) {
        const int reason = errno;
        nftw(folder, remove_one, 32, FTW_DEPTH | FTW_PHYS);
        errno = reason;
        fail("cannot unpack");
    }
    program = fork();
    if (program == 0) {
        start(argv, self);
        fail("cannot start AppRun");
    }
    for (const int *number = (const int[]){SIGTERM, SIGHUP, SIGINT, SIGQUIT, 0}; *number; ++number)
        signal(*number, *number == SIGINT || *number == SIGQUIT
                            ? SIG_IGN
                            : pass_on); // a terminal tells the program itself
    int status = 0;
    while (waitpid(program, &status, 0) < 0 && errno == EINTR) {
    }
    nftw(folder, remove_one, 32, FTW_DEPTH | FTW_PHYS);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
