//go:build race

package papers_test

// slower is how much longer everything may take under the race detector.
const slower = 20
