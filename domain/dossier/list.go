package dossier

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// Listed is a row of a list: a dossier with whom it is about. After erasing by right the
// person is empty.
type Listed struct {
	Dossier
	Person Person
	Step   int // the open step that the row is about, 0 where the row is the whole dossier
	Owed   int // the request that the row is about, 0 for none
}

// Query is what the register is asked for. Zero values ask for everything.
type Query struct {
	Units      []orgunit.ID // with competence; nil is every unit
	Procedures []procedure.ID
	State      State
	Channel    procedure.Channel
	Outcome    Outcome
	From, To   calendar.Day // of receipt, both included
	Open       bool         // still owed
	Overdue    bool         // still owed, the clock running and past due
	Words      []string     // folded: each a word of the person's name or a number, the last one its beginning
	Before     ID           // received before this one: the key of the page
	Limit      int
	Now        time.Time
}

// Page is a piece of the register, newest first.
type Page struct {
	Rows []Listed
	Next ID // key of the next page, 0 when there is nothing more
}

// Tally is how many rows a query has; with More true it is only known that there are more.
type Tally struct {
	N    int
	More bool
}

// WorkQuery asks for open steps, the most urgent first.
type WorkQuery struct {
	Holders []account.ID // whose they are; nil asks by Units
	Units   []orgunit.ID // whose table they are on
	Roles   []account.Role
	Free    bool      // only those that nobody has
	Paused  bool      // only those whose clock stands; else only those whose clock runs
	DueTill time.Time // due by then; zero is any time
	DueFrom time.Time // due after then; zero is any time
	Words   []string
	After   WorkKey
	Limit   int
}

// WorkKey is the place of a step in the list of open steps.
type WorkKey struct {
	Due     time.Time
	Dossier ID
	Step    int
}

// Key is the place of a listed step, or of a listed request.
func (l Listed) Key() WorkKey {
	if r := l.Request(l.Owed); r != nil {
		return WorkKey{r.DueAt().Last(), l.ID, l.Owed}
	}
	return WorkKey{l.Due.Last(), l.ID, l.Step}
}
