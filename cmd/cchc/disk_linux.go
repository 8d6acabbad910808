package main

import "syscall"

// freeSpace is what an ordinary user may still write, in bytes.
func freeSpace(dir string) (bytes uint64, known bool) {
	var fs syscall.Statfs_t
	if syscall.Statfs(dir, &fs) != nil {
		return 0, false
	}
	return fs.Bavail * uint64(fs.Bsize), true
}
