package desk_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/intake"
)

// take imports a file into the house.
func (h *house) take(file string, data []byte) intake.Report {
	h.t.Helper()
	job := intake.Job{Kind: intake.Dossiers, File: file, Data: data}
	report, err := h.store.Imports().Import(h.t.Context(), job, account.Stamp{At: h.now})
	if err != nil || len(report.Faults) > 0 {
		h.t.Fatal(err, report.Faults)
	}
	return report
}

const bookHead = "Mã đơn vị,Mã TTHC,Trường hợp,Kênh,Người nộp,Số giấy tờ,Thời điểm nộp,Thời điểm tiếp nhận,Thời điểm kết thúc,Kết quả,Thời điểm trả\n"

// year counts the year as form II.06a does, by unit.
func (h *house) year() []figure.Line {
	h.t.Helper()
	lines, err := h.store.Figures.Table(h.t.Context(), figure.Query{Period: figure.Year(2022, h.now), Stock: true}, figure.ByUnit)
	if err != nil {
		h.t.Fatal(err)
	}
	return lines
}

func TestTheExportedRegisterTakenIntoAnEmptyProvinceGivesTheSameFigures(t *testing.T) {
	h := open(t)
	h.take("cu.csv", []byte(bookHead+strings.Join([]string{
		"H99.28,1.002222,,Trực tiếp,Một,999186012345,,08:00 05/01/2022,10:00 07/01/2022,xong,11:00 07/01/2022", // early
		"H99.28,1.002222,,Trực tiếp,Hai,,,08:00 05/01/2022,10:00 12/01/2022,xong,",                             // on the day
		"H99.28,1.002222,,Trực tiếp,Ba,,08:00 03/01/2022,08:00 05/01/2022,10:00 20/01/2022,xong,",              // late, filed before
		"H99.28,1.002222,,Trực tiếp,Bốn,,,08:00 05/01/2022,10:00 06/01/2022,từ chối,",
		"H99.28,1.002222,,Trực tiếp,Năm,,,08:00 05/01/2022,10:00 06/01/2022,dừng,",
		"H99.28,1.002222,,Trực tiếp,Sáu,,,08:00 05/01/2022,10:00 06/01/2022,rút,",
		"H99.28,1.001193,1,Trực tiếp,Bảy,,,08:00 05/12/2022,,,",
		"H99.28,1.001193,2,Trực tiếp,Tám,,,08:00 28/12/2022,,,",
	}, "\n")))
	answer, body := h.as("tri").ask("GET", "/desk/register.xlsx", nil)
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status)
	}
	empty := open(t)
	report := empty.take("so-theo-doi.xlsx", []byte(body))
	if report.Kept != 8 || len(report.Warnings) > 0 {
		t.Errorf("%d kept, %v", report.Kept, report.Warnings)
	}
	if was, is := h.year(), empty.year(); !slices.Equal(was, is) || len(is) == 0 {
		t.Errorf("the figures were\n%+v and are\n%+v", was, is)
	}
	old, err := h.store.Dossiers.ByCode(t.Context(), "H99.28-220105-0003")
	if err != nil {
		t.Fatal(err)
	}
	now, err := empty.store.Dossiers.ByCode(t.Context(), old.Code)
	if err != nil || now.Filed != old.Filed || now.Filed.At.IsZero() || !now.Received.Equal(old.Received) || now.Outcome != dossier.Late {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestAPausedDossierComesBackWithAWarningBecauseTheRegisterHasNoPauses(t *testing.T) {
	h := open(t)
	code := h.received()
	d, err := h.store.Dossiers.ByCode(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	h.now = at("2023-01-03T08:00")
	h.as("bao").send(dossiers+code+"/supplement", 303, "reason", "thiếu bản vẽ")
	h.now = at("2023-01-06T08:00")
	h.as("oanh").send(dossiers+code+"/supply", 303, "papers", "bản vẽ")
	if moved, err := h.store.Dossiers.Get(t.Context(), d.ID); err != nil || moved.Due == d.Due {
		t.Fatalf("the due date did not move: %v, %v", moved.Due, err)
	}
	_, body := h.as("tri").ask("GET", "/desk/register.xlsx", nil)
	empty := open(t)
	empty.now = h.now
	if report := empty.take("so-theo-doi.xlsx", []byte(body)); len(report.Warnings) != 1 || report.Warnings[0].Field != dossier.ColumnDue {
		t.Errorf("%v", report.Warnings)
	}
}

func TestWhenADossierWasFiledStandsOnItsPageAndInTheRegister(t *testing.T) {
	h := open(t)
	h.take("cu.csv", []byte(bookHead+"H99.28,1.002222,,Trực tiếp,Ba,,08:00 03/01/2022,08:00 05/01/2022,,,"))
	has(t, h.as("tri").page(dossiers+"H99.28-220105-0001", 200), "Thời điểm nộp", "08:00 03/01/2022", "8 giờ 30 phút làm việc trước khi tiếp nhận")
	has(t, h.as("tri").page("/desk/register", 200), "nộp 03/01/2022")
}
