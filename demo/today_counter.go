package demo

import (
	"fmt"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/queue"
	"cchc/kit/secret"
	"cchc/store/counter"
)

// hall is a waiting hall with the tickets of this morning.
func (t *town) hall() error {
	hall := counter.Queue{DB: t.house.DB}
	usual := queue.Usual(t.place)
	usual.Stations = []queue.Station{
		{No: 1, Title: "Hộ tịch, chứng thực"}, {No: 2, Title: "Đất đai, xây dựng"}, {No: 3, Title: "Nhận kết quả", Series: []string{"B"}}, {No: 4, Title: "Ưu tiên", First: true},
	}
	by := t.by(clerk)
	by.At = t.opening()
	if err := hall.Change(t.ctx, t.place, 0, queue.SetUp{Series: usual.Series, Classes: usual.Classes, Stations: usual.Stations}, by); err != nil {
		return err
	}
	pace := t.Now.Sub(by.At) / 30
	for i := range 26 {
		class := ""
		if i%7 == 3 {
			class = usual.Classes[i%len(usual.Classes)].Code
		}
		by.At = by.At.Add(pace)
		if _, err := hall.Take(t.ctx, t.place, []string{"A", "A", "B", "C"}[i%4], class, by); err != nil {
			return err
		}
		if i < 5 {
			continue // the counters open with people waiting
		}
		if err := t.serve(hall, i, by); err != nil {
			return err
		}
	}
	return nil
}

// opening is when the hall opened today, or, for who comes too early, an hour ago.
func (t *town) opening() time.Time {
	if at := calendar.DayOf(t.Now).At(7*60 + 30); at.Before(t.Now.Add(-time.Hour)) {
		return at
	}
	return t.Now.Add(-time.Hour)
}

// serve calls the next one to one of two counters, where one in nine does not come.
func (t *town) serve(hall counter.Queue, i int, by account.Stamp) error {
	by.By, by.At = t.colleague(i%2), by.At.Add(10*time.Second)
	ticket, err := hall.CallNext(t.ctx, t.place, 1+i%2, by)
	if err != nil {
		return err
	}
	by.At = by.At.Add(20 * time.Second)
	var act queue.Act = queue.Serve{}
	if i%9 == 0 {
		act = queue.Leave{Absent: true}
	}
	_, err = hall.Do(t.ctx, ticket.ID, act, by)
	return err
}

// colleague is somebody of the ward's counter who is not presented: the account of who
// tries the demo has nobody waiting in front of it.
func (t *town) colleague(n int) account.ID {
	for i := range t.crew.accounts {
		a := &t.crew.accounts[i]
		if a.Roles[0] == account.Counter && t.crew.heirs[a.Unit] == t.place && a.Login != clerk {
			if n--; n < 0 {
				return a.ID
			}
		}
	}
	return t.crew.byLogin(clerk).ID
}

// drafts are two forms put aside.
func (t *town) drafts() error {
	kept := counter.Drafts{DB: t.house.DB}
	for i, code := range []string{"1.001193", "9.000101"} {
		person := t.crew.names.person(t.r, showcase)
		by := t.by(clerk)
		by.At = t.Now.Add(time.Duration(i-20) * time.Minute)
		typed := map[string][]string{
			"card": {person.IDNo}, "for": {person.IDNo}, "name": {person.Name}, "born": {person.Born}, "sex": {person.Sex},
			"address": {person.Address}, "phone": {person.Phone}, "procedure": {code},
		}
		if _, err := kept.Keep(t.ctx, t.place, queue.Keep{Procedure: code, Form: secret.Digest("demo" + strconv.Itoa(i))}, typed, by); err != nil {
			return err
		}
	}
	return nil
}

// copied is what people have certified, and how often.
var copied = []string{"Bằng tốt nghiệp THPT", "Giấy khai sinh", "Căn cước", "Căn cước", "Giấy chứng nhận quyền sử dụng đất", "Sổ hộ khẩu (cũ)", "Bằng đại học", "Giấy phép lái xe"}

// copies are certified copies of the year, the last ones of today.
func (t *town) copies() error {
	register := counter.Register{DB: t.house.DB}
	year, _, _ := calendar.DayOf(t.clock).Date()
	first, last := t.cal.NextWorking(calendar.On(year, 1, 2)), calendar.DayOf(t.clock)
	signer := t.crew.byLogin(leader)
	for i := range 60 {
		by := t.by(clerk)
		day := t.cal.NextWorking(first + (last-first)*calendar.Day(i)/52)
		if day < last {
			by.At = day.At(8*60 + i)
		}
		person := t.crew.names.person(t.r, showcase)
		_, err := register.Certify(t.ctx, t.place, certify.Content{
			Person: person.Name, Kind: pick(t.r, copied), Signer: fmt.Sprintf("%s, %s", signer.Name, signer.Title), Copies: 1 + t.r.IntN(4), Pages: 1 + t.r.IntN(4), Book: 1,
		}, by)
		if err != nil {
			return err
		}
	}
	return nil
}
