package main

import (
	"errors"
	"io/fs"
	"os"

	"cchc/kit/blob"
	"cchc/store"
	"cchc/store/paper"
)

// keys looks at the keys beside the log's: those that open the papers, and those of other
// systems where they are set.
func (d *doctor) keys(s *store.Store) {
	d.paperKeys(s)
	for _, k := range []struct{ name, variable string }{{"Khóa cổng thanh toán", "CCHC_PAY_KEY_FILE"}, {"Khóa bưu chính", "CCHC_POST_KEY_FILE"}} {
		if path := os.Getenv(k.variable); path != "" {
			d.secret(k.name, path)
		}
	}
}

// secret wants a file that can be read and that nobody else may read; false says that it
// is not so.
func (d *doctor) secret(name, path string) bool {
	file, err := os.Open(path)
	if err != nil {
		d.ill(name, wrong, "Chép tệp khóa từ nơi giữ khóa về đúng chỗ, cấp quyền đọc cho tài khoản chạy chương trình.", "không đọc được %s: %v", path, err)
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		d.ill(name, wrong, "Chạy: chmod 600 "+path, "%s đọc được bởi người khác (quyền %04o)", path, info.Mode().Perm())
		return false
	}
	d.fine(name, "%s", path)
	return true
}

// paperKeys wants the keys to open the newest paper that is kept. Before the first paper
// there need not be any.
func (d *doctor) paperKeys(s *store.Store) {
	const name = "Khóa giấy tờ"
	kept, err := paper.Contents(d.ctx, s.DB)
	if err != nil {
		d.ill(name, wrong, "Chạy “cchc verify”.", "%v", err)
		return
	}
	path := d.paperKeyFile()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && len(kept) == 0 {
		d.fine(name, "chưa có giấy tờ nào; “cchc serve” sẽ tạo %s", path)
		return
	}
	if !d.secret(name, path) || len(kept) == 0 {
		return
	}
	keys, err := blob.ReadKeys(path)
	if err == nil {
		err = blob.Check(d.ctx, &blob.Folder{Dir: d.paperFolder(), Keys: keys}, keys, blob.Name(kept[len(kept)-1].Address))
	}
	if err != nil {
		d.ill(name, wrong, "Chép lại đúng tệp khóa và thư mục giấy tờ, rồi chạy “cchc verify”.", "không mở được giấy tờ đã lưu: %v", err)
	}
}
