package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cchc/store"
)

// Limits of what is still well.
const (
	clockWithin  = 2 * time.Second
	sealWithin   = 5 * time.Minute
	backupWithin = 36 * time.Hour // daily, with some hours of grace
)

func (d *doctor) migrations(s *store.Store) bool {
	const name = "Lược đồ"
	pending, err := s.DB.Pending(d.ctx, store.Migrations())
	switch {
	case err != nil:
		d.ill(name, wrong, "Chương trình và cơ sở dữ liệu không cùng bản: dùng đúng tệp chương trình, hoặc phục hồi bản sao lưu.", "không đọc được: %v", err)
	case len(pending) > 0:
		d.ill(name, wrong, "Chạy “cchc migrate”.", "còn %d bước chưa chạy: %s", len(pending), strings.Join(pending, ", "))
	default:
		d.fine(name, "đúng bản")
		return true
	}
	return false
}

// mends says what to do about a setting that is not as it should be.
var mends = map[string]string{
	"journal_mode":       "Đặt tệp trên ổ đĩa tại chỗ, không trên thư mục mạng, rồi khởi động lại chương trình.",
	"synchronous":        "Khởi động lại chương trình; nếu vẫn vậy, đừng dùng bản này: việc đã báo xong có thể mất khi mất điện.",
	"server_version_num": "Nâng cấp PostgreSQL lên bản 13 trở lên.",
	"fsync":              "Bật fsync = on trong postgresql.conf: tắt đi thì mất điện là mất dữ liệu.",
	"full_page_writes":   "Bật full_page_writes = on trong postgresql.conf.",
	"synchronous_commit": "Bật synchronous_commit = on cho cơ sở dữ liệu này: tắt đi thì việc đã báo xong có thể mất.",
	"server_encoding":    "Tạo lại cơ sở dữ liệu với ENCODING 'UTF8'.",
}

func (d *doctor) settings(s *store.Store) {
	list, err := s.DB.Settings(d.ctx)
	if err != nil {
		d.ill("Quyền ghi", wrong, "Kiểm tra quyền của tệp, của thư mục chứa nó, và tiến trình khác đang giữ khóa.", "không ghi được: %v", err)
		return
	}
	d.fine("Quyền ghi", "ghi được")
	for _, setting := range list {
		if setting.OK {
			d.fine("Thiết đặt "+setting.Name, "%s", setting.Value)
		} else {
			d.ill("Thiết đặt "+setting.Name, wrong, mends[setting.Name], "%s, phải là %s", setting.Value, setting.Want)
		}
	}
}

// clocks compares with the clock of the database's machine, and with the last checkpoint:
// time never goes back behind what was sealed.
func (d *doctor) clocks(s *store.Store) {
	const mend = "Bật đồng bộ giờ (chrony hoặc systemd-timesyncd) trên mọi máy chủ."
	at, err := s.DB.Clock(d.ctx)
	if off := time.Since(at).Abs(); err == nil && off > clockWithin {
		d.ill("Đồng hồ cơ sở dữ liệu", wrong, mend, "lệch %s so với máy này", off.Round(time.Millisecond))
	} else if err == nil {
		d.fine("Đồng hồ cơ sở dữ liệu", "khớp với máy này")
	}
	log, err := s.SealState(d.ctx)
	if err == nil && log.Last.After(d.now.Add(clockWithin)) {
		d.ill("Đồng hồ và nhật ký", wrong, mend, "điểm niêm phong cuối lúc %s, sau giờ máy này", local(log.Last))
	}
}

func local(t time.Time) string { return t.In(zone).Format("15:04:05 02/01/2006") }

// key looks at the file that signs the log.
func (d *doctor) key(s *store.Store) {
	const name = "Khóa ký nhật ký"
	info, err := os.Stat(d.keyFile)
	sealed, asking := s.HasCheckpoint(d.ctx)
	switch {
	case asking != nil:
		d.ill(name, wrong, "", "không đọc được nhật ký: %v", asking)
		return
	case errors.Is(err, fs.ErrNotExist) && !sealed:
		d.fine(name, "chưa cần: sẽ tạo %s khi phục vụ lần đầu", d.keyFile)
		return
	case err != nil:
		d.ill(name, wrong, "Chép lại tệp khóa từ bản sao lưu, hoặc chỉ ra bằng --key-file hay CCHC_KEY_FILE.", "không có %s, mà nhật ký đã được niêm phong", d.keyFile)
		return
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		d.ill(name, wrong, "Chạy “chmod 600 "+d.keyFile+"”.", "%s có quyền %o: người khác đọc được", d.keyFile, mode)
		return
	}
	if _, err := readKey(d.keyFile); err != nil {
		d.ill(name, wrong, "Chép lại tệp khóa từ bản sao lưu.", "%v", err)
		return
	}
	d.fine(name, "%s, quyền 600", d.keyFile)
}

// log looks at how long events wait for their place in the log.
func (d *doctor) log(s *store.Store) {
	const name = "Niêm phong nhật ký"
	state, err := s.SealState(d.ctx)
	switch {
	case err != nil:
		d.ill(name, wrong, "", "không đọc được: %v", err)
	case state.Waiting > 0 && d.now.Sub(state.Oldest) > sealWithin:
		d.ill(name, notice, "Chạy “cchc serve”: nhật ký được niêm phong mỗi giây khi chương trình phục vụ.", "%d sự kiện chờ, sớm nhất từ %s", state.Waiting, local(state.Oldest))
	default:
		d.fine(name, "%d sự kiện chờ", state.Waiting)
	}
}

// backup looks for copies beside the file: cchc-….db, cchc.db.bak and the like.
func (d *doctor) backup() {
	const name, mend = "Sao lưu", "Sao lưu mỗi ngày, cả tệp khóa, và giữ một bản ở máy khác."
	stem := strings.TrimSuffix(d.Database, filepath.Ext(d.Database))
	files, _ := filepath.Glob(stem + "*") // the pattern is the user's own path
	var newest time.Time
	last := ""
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || info.IsDir() || d.isLive(file) {
			continue
		}
		if info.ModTime().After(newest) {
			newest, last = info.ModTime(), file
		}
	}
	switch {
	case last == "":
		d.ill(name, notice, mend, "không thấy bản sao nào bên cạnh %s", d.Database)
	case d.now.Sub(newest) > backupWithin:
		d.ill(name, notice, mend, "bản cuối %s từ %s", last, local(newest))
	default:
		d.fine(name, "%s, %s", last, local(newest))
	}
}

// isLive tells the files that are in use from copies.
func (d *doctor) isLive(file string) bool {
	for _, live := range []string{"", "-wal", "-shm", "-journal", ".key"} {
		if file == d.Database+live {
			return true
		}
	}
	return file == d.keyFile
}
