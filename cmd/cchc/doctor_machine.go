package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/kit/db"
	"cchc/kit/pdf"
)

var zone = calendar.Local

// machine looks at what the program stands on: clock, disk, fonts, environment.
func (d *doctor) machine() {
	d.clock()
	d.zone()
	d.folder()
	d.fonts()
	d.environment()
}

// clock watches the wall clock for a moment beside the one that only goes on. A clock that
// is being set, or a machine that stands still, shows.
func (d *doctor) clock() {
	const name, moment, within = "Đồng hồ", 100 * time.Millisecond, 50 * time.Millisecond
	begin := time.Now()
	time.Sleep(moment)
	end := time.Now()
	steady, wall := end.Sub(begin), end.Round(0).Sub(begin.Round(0))
	switch {
	case (steady - wall).Abs() > within:
		d.ill(name, wrong, "Bật đồng bộ giờ từ từ (chrony), không đặt giờ bằng tay khi chương trình đang chạy.", "nhảy %s trong %s", (wall - steady).Round(time.Millisecond), steady.Round(time.Millisecond))
	case begin.Year() < 2024:
		d.ill(name, wrong, "Đặt lại giờ máy và bật đồng bộ giờ.", "máy cho là %s", local(begin))
	default:
		d.fine(name, "%s", local(begin))
	}
}

// zone: Vietnam has been at UTC+7 all year since 1975.
func (d *doctor) zone() {
	const name = "Múi giờ"
	if _, offset := d.now.In(zone).Zone(); offset != 7*60*60 {
		d.ill(name, wrong, "Cài dữ liệu múi giờ (tzdata) cho máy chủ.", "giờ Việt Nam tính ra lệch %d giây so với UTC", offset)
		return
	}
	d.fine(name, "UTC+7, giờ máy là %s", d.now.Local().Format("MST"))
}

// Space below which the disk is nearly full, in bytes.
const (
	spaceWrong  = 1 << 30
	spaceNotice = 5 << 30
)

// folder looks at the disk beside the database, or under the working folder when the
// database is elsewhere: space, the right to write, and the clock of the file system.
func (d *doctor) folder() {
	dir := "."
	if db.EngineOf(d.Database) == db.SQLite {
		dir = filepath.Dir(d.Database)
	}
	file, err := os.CreateTemp(dir, ".cchc-doctor-*")
	if err != nil {
		d.ill("Thư mục dữ liệu", wrong, "Cấp quyền ghi vào thư mục cho tài khoản chạy chương trình.", "không ghi được vào %s: %v", dir, err)
		return
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString("cchc")
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		d.ill("Thư mục dữ liệu", wrong, "Kiểm tra ổ đĩa.", "%v", err)
		return
	}
	d.fine("Thư mục dữ liệu", "ghi được vào %s", dir)
	if info, err := os.Stat(file.Name()); err == nil {
		if off := time.Since(info.ModTime()).Abs(); off > clockWithin {
			d.ill("Đồng hồ hệ thống tệp", wrong, "Đồng bộ giờ máy chủ tệp, hoặc đặt tệp trên ổ đĩa tại chỗ.", "lệch %s", off.Round(time.Second))
		}
	}
	d.space(dir)
}

func (d *doctor) space(dir string) {
	const name, mend = "Dung lượng đĩa", "Dọn đĩa hoặc chuyển sang ổ lớn hơn trước khi đầy."
	switch free, known := freeSpace(dir); {
	case !known:
		d.fine(name, "hệ điều hành này không cho biết")
	case free < spaceWrong:
		d.ill(name, wrong, mend, "còn %d MB", free>>20)
	case free < spaceNotice:
		d.ill(name, notice, mend, "còn %d MB", free>>20)
	default:
		d.fine(name, "còn %d GB", free>>30)
	}
}

// fonts: papers must draw every Vietnamese letter.
func (d *doctor) fonts() {
	const name, letters = "Phông chữ", "ĂÂĐÊÔƠƯăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
	if missing := pdf.Missing(letters); missing != "" {
		d.ill(name, wrong, "Tệp chương trình bị hỏng: cài lại.", "thiếu chữ %s", missing)
		return
	}
	d.fine(name, "nhúng trong chương trình, đủ chữ Việt")
}

func (d *doctor) environment() {
	var set []string
	for _, entry := range os.Environ() {
		if name, value, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "CCHC_") {
			set = append(set, name+"="+shown(value))
		}
	}
	if len(set) == 0 {
		d.fine("Biến môi trường", "không đặt biến nào")
		return
	}
	d.fine("Biến môi trường", "%s", strings.Join(set, " ")) // a misspelt one was refused before any command
}
