//go:build !race

package papers_test

const slower = 1
