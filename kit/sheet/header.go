package sheet

import (
	"slices"
	"strings"

	"cchc/kit/vntext"
)

// header takes a line for the header row when it has every compulsory title.
func (c *collector) header(line int, cells []string) error {
	c.seen++
	if c.seen > headerWithin {
		return bad("không tìm thấy dòng tiêu đề trong %d dòng đầu; thiếu cột %s", headerWithin, strings.Join(c.best, ", "))
	}
	columns, unknown, err := match(c.fields, cells)
	if err != nil {
		return err
	}
	missing := []string{}
	for i, f := range c.fields {
		if columns[i] < 0 && !f.Optional {
			missing = append(missing, "“"+f.Titles[0]+"”")
		}
	}
	if c.best == nil || len(missing) < len(c.best) {
		c.best = missing
	}
	if len(missing) == 0 && slices.Max(append(columns, -1)) >= 0 {
		c.columns, c.table.Head, c.table.Unknown = columns, line, unknown
		c.best = nil
	}
	return nil
}

// match finds the column of each field, -1 for none, and the titles that belong to no field.
func match(fields []Field, cells []string) (columns []int, unknown []string, err error) {
	byTitle := map[string]int{}
	columns = make([]int, len(fields))
	for i, f := range fields {
		columns[i] = -1
		for _, title := range f.Titles {
			byTitle[titleKey(title)] = i
		}
	}
	for at, cell := range cells {
		i, known := byTitle[titleKey(cell)]
		switch {
		case cell == "" || isFaultTitle(cell):
		case !known:
			unknown = append(unknown, cell)
		case columns[i] >= 0:
			return nil, nil, bad("hai cột cùng là “%s”", fields[i].Titles[0])
		default:
			columns[i] = at
		}
	}
	return columns, unknown, nil
}

// titleKey lets "Mã hồ sơ (*)", "MÃ HỒ SƠ" and "Ma ho so" be one title.
func titleKey(title string) string { return strings.Join(vntext.Words(title), " ") }
