package certify

import "cchc/domain/calendar"

// Tariff is what a certified copy costs from a day on, in đồng.
type Tariff struct {
	From  calendar.Day
	Basis string
	First int64 // each of the first two pages
	Later int64 // each page from the third
	Most  int64 // for one copy
}

// tariffs by the day they began, the newest first. A new circular is a new line.
var tariffs = []Tariff{
	{calendar.MustDay("2017-01-01"), "TT 226/2016/TT-BTC, Điều 4", 2000, 1000, 200_000},
	// TTLT 158/2015/TTLT-BTC-BTP asked for as much.
	{calendar.MustDay("2015-12-28"), "TTLT 158/2015/TTLT-BTC-BTP, Điều 2", 2000, 1000, 200_000},
}

// TariffOn is the tariff in force on a day, the oldest for days before all.
func TariffOn(day calendar.Day) Tariff {
	for _, t := range tariffs {
		if day >= t.From {
			return t
		}
	}
	return tariffs[len(tariffs)-1]
}

// Fee of copies of an original with so many pages, in đồng.
func (t Tariff) Fee(copies, pages int) int64 {
	p := int64(pages)
	one := min(p, 2)*t.First + max(p-2, 0)*t.Later
	return int64(copies) * min(one, t.Most)
}
