// Package ident makes identifiers: integers that grow with time, made without asking
// the database.
//
// 33 bits of seconds since 1/1/2000, 10 bits drawn once per process, 20 bits of a
// counter. The time part lets a range of time be read as a range of identifiers.
package ident

import (
	"crypto/rand"
	"encoding/binary"
	"sync/atomic"
	"time"
)

const (
	counterBits = 20
	processBits = 10
	timeShift   = counterBits + processBits
)

var (
	epoch   = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	process int64
	counter atomic.Int64
)

func init() {
	var b [8]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	n := binary.LittleEndian.Uint64(b[:])
	process = int64(n>>32) & (1<<processBits - 1)
	counter.Store(int64(n & (1<<counterBits - 1)))
}

// At makes an identifier for something that begins at an instant not before 2000.
// Two processes can meet in one only by drawing the same process bits and the same
// counter in one second; the primary key then says so.
func At(t time.Time) int64 {
	return First(t) | process<<counterBits | counter.Add(1)&(1<<counterBits-1)
}

// First is the smallest identifier of an instant: with the one of a later instant it
// bounds a range.
func First(t time.Time) int64 { return (t.Unix() - epoch) << timeShift }

// Time is the second that an identifier was made for.
func Time(id int64) time.Time { return time.Unix(id>>timeShift+epoch, 0).UTC() }
