package simulator

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"time"
)

// Entry is one message that a simulated provider took and brought to the person.
type Entry struct {
	At      time.Time `json:"at"`
	Way     string    `json:"way"`
	Request string    `json:"request"` // Message-ID, request_id, tracking_id
	To      string    `json:"to"`
	Subject string    `json:"subject,omitempty"`
	Text    string    `json:"text"`
	Fault   string    `json:"fault,omitempty"`
}

// Record keeps entries in a file, one JSON line each, on the disk before the provider
// answers: what a killed simulator took, it took.
type Record struct {
	mu   sync.Mutex
	file *os.File // nil: in memory only
	list []Entry
	byID map[string]int // way and request → place in the list
}

// Open reads what was kept before, and keeps more. "" keeps in memory.
func Open(name string) (*Record, error) {
	r := &Record{byID: map[string]int{}}
	if name == "" {
		return r, nil
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	r.file = file
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e Entry
		if json.Unmarshal(lines.Bytes(), &e) == nil { // a line cut short by a kill was never answered for
			r.note(e)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	_, err = file.WriteString("\n") // ends a line that was cut short
	return r, err
}

func (r *Record) note(e Entry) {
	r.byID[e.Way+" "+e.Request] = len(r.list)
	r.list = append(r.list, e)
}

// Take keeps an entry.
func (r *Record) Take(e Entry) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.take(e)
}

func (r *Record) take(e Entry) error {
	e.At = time.Now().UTC()
	if r.file != nil {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if _, err := r.file.Write(append(line, '\n')); err != nil {
			return err
		}
		if err := r.file.Sync(); err != nil {
			return err
		}
	}
	r.note(e)
	return nil
}

// TakeOnce keeps an entry unless its request was taken before.
func (r *Record) TakeOnce(e Entry) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, before := r.byID[e.Way+" "+e.Request]; before {
		return nil
	}
	return r.take(e)
}

// Find looks up what was taken under a request.
func (r *Record) Find(way, request string) (e Entry, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, ok := r.byID[way+" "+request]
	if ok {
		e = r.list[i]
	}
	return e, ok
}

// Latest is up to n entries, the newest first.
func (r *Record) Latest(n int) (list []Entry, all int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := len(r.list) - 1; i >= 0 && len(list) < n; i-- {
		list = append(list, r.list[i])
	}
	return list, len(r.list)
}

// Close closes the file.
func (r *Record) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
