package simulator

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"cchc/domain/calendar"
	"cchc/link/pay"
)

// entry is one bill or refund in the platform's book.
type entry struct {
	Kind      string // PAY or REFUND
	Number    string // MaGiaoDich
	Reference string // MaThamChieu
	Amount    int64
	Purpose   string
	State     string // OPEN, PAID, REFUSED; a refund is PAID at once
	At        time.Time
	Of        string // of a refund: the payment
	Told      string // the last answer to its notice
	Hung      bool   // its reply was held back once
}

const (
	open    = "OPEN"
	paid    = "PAID"
	refused = "REFUSED"
)

// ledger is the platform's own book, in memory and, when it has a file, in that.
type ledger struct {
	mu      sync.Mutex
	entries []*entry
	byRef   map[string]*entry
	byNo    map[string]*entry
	file    *os.File
}

// openLedger reads a book written before; "" keeps it in memory alone.
func openLedger(name string) (*ledger, error) {
	l := &ledger{byRef: map[string]*entry{}, byNo: map[string]*entry{}}
	if name == "" {
		return l, nil
	}
	old, err := os.Open(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		defer old.Close()
		for lines := bufio.NewScanner(old); lines.Scan(); {
			var e entry
			if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
				return nil, fmt.Errorf("sổ của cổng mô phỏng %s: %w", name, err)
			}
			l.keep(e)
		}
	}
	l.file, err = os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	return l, err
}

// keep puts an entry in its place; the last word about a number counts.
func (l *ledger) keep(e entry) {
	if was := l.byNo[e.Number]; was != nil {
		*was = e
		return
	}
	kept := &e
	l.entries = append(l.entries, kept)
	l.byRef[e.Reference], l.byNo[e.Number] = kept, kept
}

// write keeps an entry and adds it to the file.
func (l *ledger) write(e entry) error {
	l.keep(e)
	if l.file == nil {
		return nil
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = l.file.Write(append(line, '\n'))
	return err
}

// add makes an entry, or gives the one that a reference has already.
func (l *ledger) add(e entry) (entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if was := l.byRef[e.Reference]; was != nil {
		return *was, nil
	}
	e.Number = fmt.Sprintf("GD%010d", len(l.entries)+1)
	return e, l.write(e)
}

// find reads an entry by either number.
func (l *ledger) find(number, reference string) (entry, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.byNo[number]
	if number == "" {
		e = l.byRef[reference]
	}
	if e == nil {
		return entry{}, false
	}
	return *e, true
}

// alter changes an entry; change says whether there is anything to keep.
func (l *ledger) alter(number string, change func(*entry) bool) (e entry, changed bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.byNo[number]
	if was == nil {
		return e, false, nil
	}
	e = *was
	if !change(&e) {
		return e, false, nil
	}
	return e, true, l.write(e)
}

// left is what was paid and not given back.
func (l *ledger) left(number string) (sum int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.entries {
		switch {
		case e.Number == number && e.State == paid:
			sum += e.Amount
		case e.Of == number:
			sum -= e.Amount
		}
	}
	return sum
}

// all lists the book, newest first.
func (l *ledger) all() []entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]entry, 0, len(l.entries))
	for i := range l.entries {
		list = append(list, *l.entries[len(l.entries)-1-i])
	}
	return list
}

// day is what moved on a local day.
func (l *ledger) day(day calendar.Day) (list []pay.Movement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.entries {
		if e.State == paid && calendar.DayOf(e.At) == day {
			list = append(list, pay.Movement{Loai: e.Kind, MaGiaoDich: e.Number, MaThamChieu: e.Reference, SoTien: fmt.Sprint(e.Amount), ThoiGianGD: pay.Stamp(e.At)})
		}
	}
	return list
}
