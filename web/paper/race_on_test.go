//go:build race

package paper_test

// watched is how many times slower the race detector lets everything be.
const watched = 20
