package review

import (
	"math/big"

	"cchc/domain/refusal"
)

// Activity is one thing that a person has to do for a procedure: prepare a paper, go to
// the counter, wait, pay. The parts are those of TT 02/2017/TT-VPCP: time at the average
// income of an hour, what is paid to others, fees and charges.
type Activity struct {
	Name    string `json:"name"`
	Minutes int64  `json:"minutes"`         // of the person's time, each time
	Other   int64  `json:"other,omitempty"` // đồng paid to others: copies, travel, advice
	Fee     int64  `json:"fee,omitempty"`   // đồng of fees and charges
	Times   int64  `json:"times,omitempty"` // in one dossier, 0 is once
}

// Cost is what one dossier costs the person who files it, as an exact number of đồng.
// hourly is the average income of one hour of work, in đồng.
func Cost(list []Activity, hourly int64) *big.Rat {
	sum := new(big.Rat)
	for _, a := range list {
		once := big.NewRat(a.Minutes*hourly, 60)
		once.Add(once, new(big.Rat).SetInt64(a.Other+a.Fee))
		sum.Add(sum, once.Mul(once, new(big.Rat).SetInt64(max(1, a.Times))))
	}
	return sum
}

// Yearly is the cost of a number of dossiers a year, rounded half up to whole đồng: once,
// at the very end.
func Yearly(list []Activity, hourly, dossiers int64) int64 {
	sum := Cost(list, hourly)
	return HalfUp(sum.Mul(sum, new(big.Rat).SetInt64(dossiers)))
}

// HalfUp is a rational that is not negative, in whole units.
func HalfUp(r *big.Rat) int64 {
	twice := new(big.Int).Mul(r.Num(), big.NewInt(2))
	twice.Add(twice, r.Denom())
	return twice.Quo(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64()
}

// The most that an activity may say, so that no sum overflows.
const (
	mostMinutes = 1_000_000
	mostMoney   = 1_000_000_000
	mostTimes   = 1_000
)

func checkActivities(field string, list []Activity) error {
	var faults refusal.List
	for i, a := range list {
		switch {
		case a.Name == "":
			faults = append(faults, refusal.Wrong(field, "Dòng %d chưa ghi công việc.", i+1).At(i+1))
		case a.Minutes < 0 || a.Minutes > mostMinutes:
			faults = append(faults, refusal.Wrong(field, "Dòng %d: thời gian phải từ 0 đến %d phút.", i+1, mostMinutes).At(i+1))
		case a.Other < 0 || a.Other > mostMoney || a.Fee < 0 || a.Fee > mostMoney:
			faults = append(faults, refusal.Wrong(field, "Dòng %d: số tiền phải từ 0 đến 1 tỷ đồng.", i+1).At(i+1))
		case a.Times < 0 || a.Times > mostTimes:
			faults = append(faults, refusal.Wrong(field, "Dòng %d: số lần phải từ 0 đến %d.", i+1, mostTimes).At(i+1))
		}
	}
	return faults.OrNil()
}
