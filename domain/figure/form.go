package figure

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"cchc/domain/calendar"
)

// Form is a report form of the State or of a province, as data: what its columns show.
type Form struct {
	Name  string // "II.06a", as addresses have it
	Title string
	Basis string
	Note  string
	From  calendar.Day
	Until calendar.Day // first day no longer in force, 0 while it is
	Heads []FormHead
}

// FormHead is columns under one heading.
type FormHead struct {
	Title   string
	Columns []FormColumn
}

// FormColumn is one number of each line: how many dossiers a condition holds for, so that
// it opens to its list; or a share, when Of is set too.
type FormColumn struct {
	Title string
	Shows Condition
	Of    Condition // "" where the column is no share
}

//go:embed forms.csv
var formTable string

// Forms are all of them, in the order of the table.
var Forms = mustForms(formTable)

// FormNamed finds a form, nil for none.
func FormNamed(name string) *Form {
	for i := range Forms {
		if Forms[i].Name == name {
			return &Forms[i]
		}
	}
	return nil
}

// Short is how the form is called among others: by its number, or by its title when it has none.
func (f *Form) Short() string {
	if strings.HasPrefix(f.Name, "II.") {
		return f.Name
	}
	return f.Title
}

// Columns of all headings in order.
func (f *Form) Columns() (list []FormColumn) {
	for _, h := range f.Heads {
		list = append(list, h.Columns...)
	}
	return list
}

// Number is a column's count in a tally.
func (c FormColumn) Number(t Tally) int64 { return c.Shows.Of(t) }

// Share is a column's share in a tally, none when the column is a count.
func (c FormColumn) Share(t Tally) Share {
	if c.Of == "" {
		return Share{}
	}
	return Share{c.Shows.Of(t), c.Of.Of(t)}
}

func mustForms(table string) []Form {
	forms, err := readForms(table)
	if err != nil {
		panic("figure: forms.csv: " + err.Error())
	}
	return forms
}

func readForms(table string) (forms []Form, err error) {
	rows := csv.NewReader(strings.NewReader(table))
	rows.Comment = '#'
	if _, err := rows.Read(); err != nil {
		return nil, err
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return forms, nil
		}
		if err != nil {
			return nil, err
		}
		if forms, err = addColumn(forms, row); err != nil {
			return nil, err
		}
	}
}

// addColumn takes one line: the first of a form has its title, basis and days.
func addColumn(forms []Form, row []string) ([]Form, error) {
	if len(forms) == 0 || forms[len(forms)-1].Name != row[0] {
		f := Form{Name: row[0], Title: row[1], Basis: row[2], Note: row[8]}
		var err error
		if f.From, err = calendar.ParseDay(row[3]); err != nil {
			return nil, err
		}
		if row[4] != "" {
			if f.Until, err = calendar.ParseDay(row[4]); err != nil {
				return nil, err
			}
		}
		forms = append(forms, f)
	}
	f := &forms[len(forms)-1]
	if len(f.Heads) == 0 || f.Heads[len(f.Heads)-1].Title != row[5] {
		f.Heads = append(f.Heads, FormHead{Title: row[5]})
	}
	head := &f.Heads[len(f.Heads)-1]
	shows, of, _ := strings.Cut(row[7], "/")
	for _, name := range []string{shows, of} {
		if _, known := conditionTitles[Condition(name)]; name != "" && !known {
			return nil, fmt.Errorf("form %s, column %s: no condition %q", f.Name, row[6], name)
		}
	}
	head.Columns = append(head.Columns, FormColumn{row[6], Condition(shows), Condition(of)})
	return forms, nil
}
