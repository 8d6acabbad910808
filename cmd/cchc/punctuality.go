package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/kit/vntext"
)

// punctualityCmd prints how many dossiers were finished in time, of a period, by level,
// unit, field or procedure.
type punctualityCmd struct {
	Year     string `placeholder:"2022" help:"Năm."`
	From     string `placeholder:"2022-01-01" help:"Ngày đầu kỳ."`
	To       string `placeholder:"2022-12-31" help:"Ngày cuối kỳ, tính cả ngày đó."`
	AsOf     string `placeholder:"2022-12-30T16:35" help:"Chốt số liệu tại một thời điểm đã qua, giờ địa phương; mặc định là bây giờ."`
	By       string `enum:"level,unit,field,procedure" default:"level" help:"Mỗi dòng là: level, unit, field, procedure."`
	Formula  string `enum:"finished,due,workload" default:"finished" help:"Công thức: finished (II.06a), due (đến hạn trong kỳ), workload (theo khối lượng)."`
	Rounding string `enum:"truncate,half-up,half-even" default:"truncate" help:"Cách làm tròn: truncate, half-up, half-even."`
	Decimals string `default:"1" help:"Số chữ số lẻ, 0 đến 6."`
	Recast   bool   `help:"Quy số liệu của đơn vị cũ về đơn vị kế thừa trên bản đồ hôm nay."`
}

// Run counts and prints.
func (c *punctualityCmd) Run(a *app) error {
	now := time.Now()
	period, err := figure.Words{Year: c.Year, From: c.From, To: c.To, AsOf: c.AsOf}.Period(now)
	if err != nil {
		return exitError{exitUsage, err}
	}
	rounding, err := figure.ParseRounding(c.Rounding, c.Decimals)
	if err != nil {
		return exitError{exitUsage, err}
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	q := figure.Query{Period: period, Stock: figure.Formula(c.Formula).NeedsStock()}
	if c.Recast {
		q.Recast = calendar.DayOf(now)
	}
	lines, err := s.Figures.Table(a.ctx, q, figure.By(c.By))
	if err != nil {
		return err
	}
	table := punctualityTable{figure.Formula(c.Formula), rounding, period, lines}
	if figure.By(c.By) == figure.ByLevel {
		table.lines = everyLevel(lines)
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(table.answer())
	}
	return table.print(a)
}

// everyLevel gives each level its line, also one without dossiers, from the top.
func everyLevel(lines []figure.Line) []figure.Line {
	all := make([]figure.Line, len(orgunit.Levels))
	for i, level := range orgunit.Levels {
		all[i] = figure.Line{Key: string(level), Name: level.Name(), Level: level}
		if at := slices.IndexFunc(lines, func(l figure.Line) bool { return l.Level == level }); at >= 0 {
			all[i] = lines[at]
		}
	}
	return all
}

type punctualityTable struct {
	formula  figure.Formula
	rounding figure.Rounding
	period   figure.Period
	lines    []figure.Line
}

// punctualityAnswer is the JSON that scripts read; percent is null for no dossiers.
type punctualityAnswer struct {
	Formula  figure.Formula   `json:"formula"`
	Rounding vntext.Rounding  `json:"rounding"`
	Decimals int              `json:"decimals"`
	From     calendar.Day     `json:"from"`
	To       calendar.Day     `json:"to"` // the last day counted
	AsOf     string           `json:"as_of"`
	Rows     []punctualityRow `json:"rows"`
}

type punctualityRow struct {
	Key         string  `json:"key"`
	Name        string  `json:"name"`
	Finished    int64   `json:"finished"`
	OnTime      int64   `json:"on_time"` // early included
	Early       int64   `json:"early"`
	Late        int64   `json:"late"`
	Numerator   int64   `json:"numerator"` // of the formula
	Denominator int64   `json:"denominator"`
	Percent     *string `json:"percent"`
}

func (t punctualityTable) answer() punctualityAnswer {
	answer := punctualityAnswer{
		Formula: t.formula, Rounding: t.rounding.How, Decimals: t.rounding.Decimals, From: t.period.From, To: t.period.Until - 1,
		AsOf: t.period.AsOf.In(calendar.Local).Format(time.RFC3339), Rows: []punctualityRow{},
	}
	for _, line := range t.lines {
		share := t.formula.Share(line.Tally)
		row := punctualityRow{Key: line.Key, Name: line.Name, Finished: line.Finished(), OnTime: line.OnTime(), Early: line.Early,
			Late: line.Late, Numerator: share.Num, Denominator: share.Den}
		if text := t.rounding.Percent(share); text != "" {
			row.Percent = &text
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer
}

// print is the table for people, with what it means below.
func (t punctualityTable) print(a *app) error {
	w := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	total := figure.Line{Name: "Cộng", Tally: figure.Sum(t.lines)}
	lines := append(slices.Clone(t.lines), total)
	width := 0 // of the names, which stand at the left: the writer moves every cell to the right
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line.Name))
	}
	fmt.Fprintf(w, "%-*s\tTỷ lệ\tTử số\tMẫu số\tGiải quyết\tTrước, đúng hạn\tTrễ\t\n", width, "")
	for _, line := range lines {
		share := t.formula.Share(line.Tally)
		fmt.Fprintf(w, "%-*s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", width, line.Name, t.rounding.Words(share), vntext.Number(share.Num),
			vntext.Number(share.Den), vntext.Number(line.Finished()), vntext.Number(line.OnTime()), vntext.Number(line.Late))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(a.Out, t.formula.Explain(total.Tally, t.rounding, t.period))
	return err
}
