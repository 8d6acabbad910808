package store_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

func take(t *testing.T, s *store.Store, kind intake.Kind, text string) intake.Report {
	t.Helper()
	report, err := s.Imports().Import(t.Context(), intake.Job{Kind: kind, File: "tep.csv", Data: []byte(text)}, signed(0, "2024-06-01T08:00", ""))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

const dossierHead = "Mã hồ sơ,Mã đơn vị,Mã TTHC,Kênh,Người nộp,Số giấy tờ,Ngày sinh,Điện thoại,Nội dung,Thời điểm tiếp nhận,Thời điểm kết thúc,Kết quả,Thời điểm trả,Ngày hẹn trên giấy\n"

func TestImportedDossiersLivedByTheActs(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		text := dossierHead + strings.Join([]string{
			`H99.28.05-220105-0007,H99.28.05,1.009999,Trực tiếp,Đinh Thị Hồng Nhung,999186012345,14/08/1986,0600 000 123,xin phép,08:15 05/01/2022,10:00 11/01/2022,xong,10:05 12/01/2022,12/01/2022`,
			`CU-1,H99.28.05,1.009999,online,Lê Văn Hai,,1970,,,09:00 05/01/2022,10:00 20/01/2022,,,13/01/2022`,
			`,H99.28.05,1.009999,,Trần Ba,,,,,08:00 05/01/2022,11:00 06/01/2022,rút,,`,
			`,000.05.28.H99,1.009999,,Trần Tư,,,,,08:00 31/05/2024,,,,`,
		}, "\n")
		report := take(t, s, intake.Dossiers, text)
		if len(report.Faults) > 0 || report.Kept != 4 {
			t.Fatalf("%v, %+v", report.Faults, report)
		}
		if len(report.Warnings) != 1 || report.Warnings[0].Row != 3 {
			t.Errorf("warnings: %v", report.Warnings)
		}
		for code, want := range map[string]string{
			"H99.28.05-220105-0007": "issued early",
			"H99.28.05-220105-0008": "withdrawn withdrawn", // received first among those without a code
			"H99.28.05-220105-0009": "approved late",
			"H99.28.05-240531-0001": "received ",
		} {
			d, err := s.Dossiers.ByCode(t.Context(), code)
			if got := fmt.Sprint(d.State, " ", d.Outcome); err != nil || got != want {
				t.Errorf("%s is %q, %v, want %q", code, got, err, want)
			}
		}
		again := take(t, s, intake.Dossiers, text)
		if !again.Before {
			t.Errorf("the same file came in twice: %+v", again)
		}
		twice := take(t, s, intake.Dossiers, dossierHead+`H99.28.05-220105-0007,H99.28.05,1.009999,,A,,,,,08:00 05/01/2022,,,,`)
		if len(twice.Faults) != 1 || !strings.Contains(twice.Faults[0].Error(), "đã có trong hệ thống") {
			t.Errorf("a code twice: %v", twice.Faults)
		}
		d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: "direct"}, dossier.Person{Name: "A"}, moment("2022-01-05T16:00"))
		if err != nil || d.Code != "H99.28.05-220105-0010" {
			t.Errorf("the next one is %s, %v", d.Code, err)
		}
	})
}

func TestAFaultyRowOfDossiersIsNamedWithItsColumnAndNothingIsKept(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		good := `,H99.28.05,1.009999,,A,,,,,08:00 05/01/2022,,,,`
		for _, c := range []struct{ row, column, says string }{
			{`,H99.77,1.009999,,A,,,,,08:00 05/01/2022,,,,`, "unit", "Không có đơn vị"},
			{`,H99.28.05,1.009999,,A,,,,,08:00 05/01/2019,,,,`, "unit", "không hoạt động"},
			{`,H99.28.05,1.007777,,A,,,,,08:00 05/01/2022,,,,`, "procedure", "không có hiệu lực"},
			{`,H99.28.05,khai sinh,,A,,,,,08:00 05/01/2022,,,,`, "procedure", "không đúng dạng"},
			{`,H99.28.05,1.009999,post,A,,,,,08:00 05/01/2022,,,,`, "channel", "không nhận hồ sơ qua kênh"},
			{`,H99.28.05,1.009999,fax,A,,,,,08:00 05/01/2022,,,,`, "channel", "không nằm trong"},
			{`,H99.28.05,1.009999,,,,,,,08:00 05/01/2022,,,,`, "name", "trống"},
			{`,H99.28.05,1.009999,,A,,,số lạ,,08:00 05/01/2022,,,,`, "phone", "điện thoại"},
			{`,H99.28.05,1.009999,,A,,31/02/1980,,,08:00 05/01/2022,,,,`, "born", "không phải là ngày"},
			{`,H99.28.05,1.009999,,A,,,,,05/01/2022,,,,`, "received", "giờ và ngày"},
			{`,H99.28.05,1.009999,,A,,,,,08:00 05/01/2025,,,,`, "received", "tương lai"},
			{`,H99.28.05,1.009999,,A,,,,,08:00 05/01/2022,07:00 05/01/2022,xong,,`, "finished", "trước thời điểm tiếp nhận"},
			{`,H99.28.05,1.009999,,A,,,,,08:00 05/01/2022,,xong,,`, "finished", "phải có thời điểm"},
			{`,H99.28.05,1.009999,,A,,,,,08:00 05/01/2022,08:00 06/01/2022,xong,07:00 06/01/2022,`, "handed", "trước thời điểm kết thúc"},
		} {
			report := take(t, s, intake.Dossiers, dossierHead+good+"\n"+c.row+"\n")
			if len(report.Faults) != 1 || report.Kept != 0 {
				t.Errorf("%s: %v", c.row, report.Faults)
				continue
			}
			if no := report.Faults[0]; no.Row != 3 || no.Field != c.column || !strings.Contains(no.Error(), c.says) {
				t.Errorf("%s: row %d, %s: %s", c.row, no.Row, no.Field, no.Error())
			}
		}
		twice := take(t, s, intake.Dossiers, dossierHead+"X1,"+good[1:]+"\nx1,"+good[1:]+"\n")
		if len(twice.Faults) != 1 || !strings.Contains(twice.Faults[0].Error(), "đã có ở dòng 2") {
			t.Errorf("%v", twice.Faults)
		}
		if rows := rowsOf(t, s, `SELECT count(*) FROM dossier`); rows[0] != rowsOf(t, s, `SELECT 0`)[0] {
			t.Errorf("dossiers kept: %v", rows)
		}
	})
}

func TestTenThousandRowsWithOneFaultKeepNothingAndTheCostOfARowDoesNotGrow(t *testing.T) {
	s := store.New(opened(t))
	furnish(t, s)
	report := take(t, s, intake.Dossiers, manyDossiers(10_000, 7777))
	if len(report.Faults) != 1 || report.Faults[0].Row != 7779 || report.Faults[0].Field != "finished" {
		t.Errorf("%v", report.Faults)
	}
	if n := rowsOf(t, s, `SELECT count(*) FROM dossier`); n[0] != "0" {
		t.Errorf("%s dossiers were kept", n[0])
	}
	small := store.New(opened(t))
	furnish(t, small)
	few, many := keepAll(t, small, 1_000), keepAll(t, s, 10_000)
	if many > 25*few {
		t.Errorf("1,000 dossiers took %v, 10,000 took %v: more than 25 times as long", few, many)
	}
}

// keepAll imports dossiers and tells how long it took.
func keepAll(t *testing.T, s *store.Store, n int) time.Duration {
	t.Helper()
	start := time.Now()
	if report := take(t, s, intake.Dossiers, manyDossiers(n, -1)); report.Kept != n {
		t.Errorf("%d kept of %d: %v", report.Kept, n, report.Faults)
	}
	return time.Since(start)
}

// manyDossiers is a file whose row at fault was finished before it was received.
func manyDossiers(n, fault int) string {
	var b strings.Builder
	b.WriteString(dossierHead)
	for i := range n {
		finished := fmt.Sprintf("10:%02d %02d/02/2022", i%60, 1+i%28)
		if i == fault {
			finished = "10:00 01/01/2022"
		}
		fmt.Fprintf(&b, ",H99.28.05,1.009999,,Nguyễn Văn %d,,,,,08:%02d %02d/01/2022,%s,xong,,\n", i, i%60, 3+i%25, finished)
	}
	return b.String()
}

func opened(t *testing.T) *db.DB {
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestUnitsProceduresAndWorkflowsOfFilesMakeAProvinceToReceiveIn(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		take(t, s, intake.Units, "Mã,Tên,Cấp,Khối,Mã cấp trên,Hiệu lực từ\nH99,Tỉnh An Sơn,Cấp tỉnh,tinh,,01/01/2020\nH99.31,UBND xã Tân Hòa,Cấp xã,xa,H99,01/01/2020\n")
		report := take(t, s, intake.Procedures, "Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện,Kênh,Thời hạn,Quyết định công bố,Hiệu lực từ\n1.001193,Khai sinh,Hộ tịch,xã,Trực tiếp,2 ngày làm việc,1/QĐ,01/01/2021\n")
		if report.Kept != 1 {
			t.Fatalf("%+v", report)
		}
		long := "Mã TTHC,Bước,Nội dung,Vai trò,Thời gian,Áp dụng từ\n1.001193,1,Tiếp nhận,Cán bộ Một cửa,\"0,5\",01/01/2021\n1.001193,2,Ký,LĐ UBND,%s,01/01/2021\n"
		report = take(t, s, intake.Workflows, fmt.Sprintf(long, "2"))
		if len(report.Faults) != 1 || !strings.Contains(report.Faults[0].Error(), "1 → 2: 2,5 ngày") {
			t.Errorf("%v", report.Faults)
		}
		if report = take(t, s, intake.Workflows, fmt.Sprintf(long, "1")); report.Kept != 1 {
			t.Fatalf("%v", report.Faults)
		}
		if report = take(t, s, intake.Dossiers, dossierHead+`,H99.31,1.001193,,A,,,,,08:00 05/01/2022,,,,`); report.Kept != 1 {
			t.Fatalf("%v", report.Faults)
		}
		report = take(t, s, intake.Procedures, "Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện,Kênh,Thời hạn,Quyết định công bố,Hiệu lực từ\n1.001193,Khai sinh,Hộ tịch,xã,Trực tiếp,1 ngày làm việc,2/QĐ,01/01/2023\n")
		catalogue, err := s.Procedures.Catalogue(t.Context())
		if err != nil || len(catalogue.Entry("1.001193").Versions) != 2 || catalogue.Entry("1.001193").Versions[0].Until != calendar.MustDay("2023-01-01") {
			t.Errorf("%v, %+v", err, report.Faults)
		}
	})
}

func TestDaysOfAFileJoinTheCalendarAndPendingOnesWait(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		report := take(t, s, intake.Calendar, "date,effect,name_vi,reason\n02/09/2030,OFF,Quốc khánh,ngày lễ\n2030-09-03,OFF,Quốc khánh,PENDING chưa có thông báo\n")
		if report.Kept != 2 {
			t.Fatalf("%+v", report)
		}
		refs, err := s.References.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c := refs.Calendar(0)
		if c.IsWorking(calendar.MustDay("2030-09-02")) || !c.IsWorking(calendar.MustDay("2030-09-03")) {
			t.Error("the days of the file are not in force as it says")
		}
		if report = take(t, s, intake.Calendar, "date,effect,name_vi\n02/09/2030,nghỉ,Quốc khánh\n"); len(report.Faults) != 1 || report.Faults[0].Row != 2 {
			t.Errorf("%v", report.Faults)
		}
	})
}

func TestATemplateIsTakenInAsItIs(t *testing.T) {
	s := store.New(opened(t))
	furnish(t, s)
	for _, kind := range []intake.Kind{intake.Units, intake.Procedures, intake.Workflows, intake.Dossiers, intake.Calendar} {
		var template bytes.Buffer
		if err := s.Imports().Template(&template, kind); err != nil {
			t.Fatal(err)
		}
		job := intake.Job{Kind: kind, File: "mau.xlsx", Data: template.Bytes(), Dry: true}
		report, err := s.Imports().Import(t.Context(), job, signed(0, "2024-06-01T08:00", ""))
		if err != nil || report.Rows != 1 {
			t.Errorf("%s: %d rows, %v", kind, report.Rows, err)
		}
		for _, no := range report.Faults {
			t.Logf("%s: %s: %v", kind, report.Column(no), no)
		}
		var back bytes.Buffer
		report.Faults = refusal.List{refusal.Wrong("", "Thử.").At(2)}
		if err := s.Imports().WriteFaults(&back, job, report); err != nil || !bytes.HasPrefix(back.Bytes(), []byte("PK")) {
			t.Errorf("%s: no workbook back, %v", kind, err)
		}
	}
}

func TestWhatWasImportedAndPublishedVerifies(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := amended(t, s, "3 workdays")
		if _, err := s.Procedures.Publish(t.Context(), d.ID, signed(chairman, "2022-03-02T08:00", "publish")); err != nil {
			t.Fatal(err)
		}
		take(t, s, intake.Workflows, "Mã TTHC,Bước,Nội dung,Vai trò,Thời gian,Áp dụng từ\n1.009999,1,Giải quyết,Lãnh đạo,2,01/05/2022\n")
		report := take(t, s, intake.Dossiers, dossierHead+
			",H99.28.05,1.009999,,A,,,,,08:00 05/05/2022,10:00 06/05/2022,xong,11:00 06/05/2022,\n"+
			",H99.28.05,1.009999,,B,,,,,08:00 05/01/2022,10:00 06/02/2022,từ chối,,\n"+
			",H99.28.05,1.001193,,C,,,,,08:00 31/05/2024,,,,\n")
		if report.Kept != 3 {
			t.Fatal(report.Faults)
		}
		signer := newSigner(t, 9)
		if _, err := sealerOf(s, signer).Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		verified, err := store.Verify(t.Context(), s, store.Verification{Verifier: signer.Verifier()})
		if err != nil || !verified.OK() {
			t.Errorf("%v, %+v", err, verified.Findings)
		}
	})
}

func TestImportedDossiersOfAUnitThatEndedAreWithItsHeir(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		act, m := merging("merge-1")
		if _, err := s.Units.Change(t.Context(), act, m, false); err != nil {
			t.Fatal(err)
		}
		text := dossierHead + strings.Join([]string{
			`H99.28.06-250620-0101,H99.28.06,1.009999,,Còn mở,,,,,08:15 20/06/2025,,,,`,
			`H99.28.06-250626-0101,H99.28.06,1.009999,,Xong sau,,,,,08:15 26/06/2025,10:00 02/07/2025,xong,10:05 02/07/2025,`,
			`H99.28.06-250616-0101,H99.28.06,1.009999,,Chưa trả,,,,,08:15 16/06/2025,10:00 20/06/2025,xong,,`,
			`H99.28.06-250616-0102,H99.28.06,1.009999,,Đã trả,,,,,08:15 16/06/2025,10:00 20/06/2025,xong,10:05 20/06/2025,`,
		}, "\n")
		report, err := s.Imports().Import(t.Context(), intake.Job{Kind: intake.Dossiers, File: "tep.csv", Data: []byte(text)}, signed(0, "2025-07-03T08:00", ""))
		if err != nil || len(report.Faults) > 0 {
			t.Fatal(err, report.Faults)
		}
		owned(t, s)
		for code, want := range map[string]string{
			"H99.28.06-250620-0101": fmt.Sprint(merged, merged), "H99.28.06-250626-0101": fmt.Sprint(merged, merged),
			"H99.28.06-250616-0101": fmt.Sprint(second, merged), "H99.28.06-250616-0102": fmt.Sprint(second, second),
		} {
			if d, err := s.Dossiers.ByCode(t.Context(), code); err != nil || fmt.Sprint(d.Unit, d.Desk) != want {
				t.Errorf("%s: unit and desk %d %d, %v, want %s", code, d.Unit, d.Desk, err, want)
			}
		}
		past(t, s)
	})
}
