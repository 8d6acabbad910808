package demo

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/vntext"
	"cchc/store"
)

func TestScaleOneIsThePublishedTable(t *testing.T) {
	for level, want := range published {
		if got := Whole.Counts()[level]; got != want {
			t.Errorf("%s: %+v, want %+v", level, got, want)
		}
	}
	p := newProvince()
	sums := map[orgunit.Level]Count{}
	for i, c := range divide(p.seats, Whole.Counts()) {
		s := p.seats[i]
		if c != s.count {
			t.Errorf("%s has %+v, want %+v", s.code, c, s.count)
		}
		sums[s.level] = Count{sums[s.level].Finished + c.Finished, sums[s.level].Late + c.Late}
	}
	for level, want := range published {
		if sums[level] != want {
			t.Errorf("%s sums up to %+v", level, sums[level])
		}
	}
}

func TestAnyScaleAddsUpAndIsReadAsItIsWritten(t *testing.T) {
	for text, total := range map[string]int64{"0.0001": 46, "0.01": 4626, "0.5": 231285, "1": 462569, "10": 4625690} {
		var s Scale
		if err := s.UnmarshalText([]byte(text)); err != nil || s.String() != text {
			t.Fatalf("%s: %s, %v", text, s, err)
		}
		sum := int64(0)
		for i, c := range divide(newProvince().seats, s.Counts()) {
			if sum += c.Finished; c.Late > c.Finished {
				t.Errorf("at %s seat %d has more late ones than all", text, i)
			}
		}
		if sum != total {
			t.Errorf("at %s %d in all, want %d", text, sum, total)
		}
	}
	for _, text := range []string{"", "0", "11", "-1", "0.00001", "x", "0.0000001"} {
		if err := new(Scale).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestShareGivesAwayEverythingByTheLargestRemainder(t *testing.T) {
	if got := share(10, []int64{1, 1, 1}); !slices.Equal(got, []int64{4, 3, 3}) {
		t.Errorf("%v", got)
	}
	if got := shareWithin(5, []int64{9, 1, 1}, []int64{2, 2, 2}); !slices.Equal(got, []int64{2, 2, 1}) {
		t.Errorf("%v", got)
	}
	if got := share(3, []int64{0, 0}); !slices.Equal(got, []int64{0, 0}) {
		t.Errorf("%v", got)
	}
}

func TestTwoBuildsAreTheSame(t *testing.T) {
	var codes [2][]string
	for i := range codes {
		d := dbtest.Open(t, dbtest.SQLite(t))
		if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
			t.Fatal(err)
		}
		s, _ := built(t, d, 1000)
		codes[i] = rows(t, s, `SELECT code || state || due || open || pauses || closed_at || handed_at FROM dossier ORDER BY received_at, code, due, closed_at`)
	}
	if !slices.Equal(codes[0], codes[1]) {
		t.Error("two builds differ")
	}
}

func TestAnInterruptedBuildIsNotTakenForAWholeOne(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	s := store.New(d)
	ctx, stop := context.WithCancel(t.Context())
	_, err := Build(ctx, s, Options{Scale: 1000, Now: today, Progress: func(p Progress) {
		if p.Done > 0 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the build ended with %v", err)
	}
	if found, err := Find(t.Context(), s, 1000); found != Other || err != nil {
		t.Errorf("found %d, %v", found, err)
	}
}

// provinces are the 63 of before 1/7/2025.
const provinces = `An Giang,Bà Rịa – Vũng Tàu,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,Bình Thuận,Cà Mau,Cao Bằng,
Cần Thơ,Đà Nẵng,Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,Hà Giang,Hà Nam,Hà Nội,Hà Tĩnh,Hải Dương,Hải Phòng,Hậu Giang,Hòa Bình,Hưng Yên,
Khánh Hòa,Kiên Giang,Kon Tum,Lai Châu,Lạng Sơn,Lào Cai,Lâm Đồng,Long An,Nam Định,Nghệ An,Ninh Bình,Ninh Thuận,Phú Thọ,Phú Yên,Quảng Bình,Quảng Nam,
Quảng Ngãi,Quảng Ninh,Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,Thái Nguyên,Thanh Hóa,Thừa Thiên Huế,Tiền Giang,Hồ Chí Minh,Trà Vinh,Tuyên Quang,
Vĩnh Long,Vĩnh Phúc,Yên Bái`

func TestNoUnitBearsTheNameOfARealProvince(t *testing.T) {
	p := newProvince()
	names := map[string]bool{}
	for _, u := range p.units {
		if names[u.Code] {
			t.Errorf("code %s twice", u.Code)
		}
		names[u.Code] = true
		for real := range strings.SplitSeq(provinces, ",") {
			if strings.HasSuffix(vntext.Fold(u.Name), " "+vntext.Fold(strings.TrimSpace(real))) {
				t.Errorf("%s is called as a real province", u.Name)
			}
		}
	}
	if n := countOf(p.units, orgunit.Communes); n != 241 {
		t.Errorf("%d communes", n)
	}
}

func TestADatabaseOfAnotherProvinceIsForeign(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		if found, err := Find(t.Context(), s, Whole); found != Nothing || err != nil {
			t.Fatalf("an empty database: %d, %v", found, err)
		}
		root := orgunit.Unit{ID: 5, Code: "H56", Name: "Tỉnh khác", Level: orgunit.Province, Block: orgunit.Whole, From: since}
		if err := s.Furnish(t.Context(), store.Furniture{Units: []orgunit.Unit{root}}, store.Moment{At: today}); err != nil {
			t.Fatal(err)
		}
		if found, err := Find(t.Context(), s, Whole); found != Foreign || err != nil {
			t.Errorf("another province: %d, %v", found, err)
		}
	})
}
