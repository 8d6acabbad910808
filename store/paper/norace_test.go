//go:build !race

package paper_test

const slower = 1
