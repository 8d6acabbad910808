//go:build !race

package filecheck

const slower = 1
