package demo

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
)

//go:embed data
var files embed.FS

// record is one row of a data file by the names of its columns.
type record map[string]string

// number reads a whole number; the files are part of the program, so a slip is a panic.
func (r record) number(column string) int64 {
	n, err := strconv.ParseInt(r[column], 10, 64)
	if err != nil {
		panic(fmt.Sprintf("demo: column %s: %v in %v", column, err, r))
	}
	return n
}

// table reads a CSV of the demo, whose lines with # say what is fictional.
func table(name string) []record {
	reader := csv.NewReader(bytes.NewReader(file(name)))
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("demo: %s: %v", name, err))
	}
	list := make([]record, len(rows)-1)
	for i, row := range rows[1:] {
		list[i] = record{}
		for j, column := range rows[0] {
			list[i][column] = row[j]
		}
	}
	return list
}

// landProcedure is one of the real land procedures, with the words of its source.
type landProcedure struct {
	Code, Name string
	Level      string
	Weight     int64
	Cases      []struct{ Name, Limit string }
	Direct     int64
	Online     int64
	Components []struct {
		Name              string
		Originals, Copies int
		Form              string
		Optional          bool
	}
	Applicants   string
	Basis        []string
	Time, Source string
}

func landProcedures() []landProcedure {
	var content struct{ Procedures []landProcedure }
	if err := json.Unmarshal(file("land.json"), &content); err != nil {
		panic(fmt.Sprintf("demo: land.json: %v", err))
	}
	return content.Procedures
}

func file(name string) []byte {
	content, err := files.ReadFile("data/" + name)
	if err != nil {
		panic(err) // embedded
	}
	return content
}
