package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
)

// backupCmd writes a consistent copy of the database while work goes on, and beside it the
// files of dossiers as they lie there, sealed. The key that signs the log and the keys of
// the files are not in it: they are kept apart.
type backupCmd struct {
	File string `arg:"" help:"Tệp bản sao, chưa có."`
}

// Run refuses to write over a file; a copy that is cut short leaves none.
func (c *backupCmd) Run(a *app) error {
	if err := errors.Join(mustBeFree(c.File), mustBeFree(paperFolderOf(c.File))); err != nil {
		return err
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := copyDatabase(a, s, c.File); err != nil {
		return err
	}
	if err := copyPapers(a, a.paperFolder(), paperFolderOf(c.File)); err != nil {
		return errors.Join(err, os.Remove(c.File))
	}
	return tellFile(a, "Đã sao lưu vào %s (%d byte).", c.File)
}

// copyDatabase writes beside the file first, so that a file under its name is whole.
func copyDatabase(a *app, s *store.Store, file string) error {
	part := file + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.DB.Backup(a.ctx, part); err != nil {
		os.Remove(part)
		return err
	}
	return os.Rename(part, file)
}

// restoreCmd puts a copy where the database was.
type restoreCmd struct {
	File string `arg:"" help:"Tệp bản sao."`
}

// Run refuses a place that is taken and a copy that is not whole. It never removes a
// database: who restores moves the old one away first.
func (c *restoreCmd) Run(a *app) error {
	if db.EngineOf(a.Database) != db.SQLite {
		return refusal.Wrong("db", "PostgreSQL phục hồi bằng pg_restore; lệnh này chỉ dùng cho tệp SQLite.")
	}
	if err := errors.Join(mustBeFree(a.Database), mustBeFree(a.paperFolder())); err != nil {
		return err
	}
	part := a.Database + ".part"
	if err := copyFile(c.File, part); err != nil {
		return err
	}
	if err := checkCopy(a, part); err != nil {
		return errors.Join(err, removeCopy(part))
	}
	if err := removeSides(part); err != nil {
		return err
	}
	if err := restorePapers(paperFolderOf(c.File), a.paperFolder()); err != nil {
		return errors.Join(err, removeCopy(part))
	}
	if err := os.Rename(part, a.Database); err != nil {
		return err
	}
	return tellFile(a, "Đã phục hồi vào %s (%d byte). Hãy chạy “cchc verify”.", a.Database)
}

// drillCmd rehearses the worst day: copies, restores elsewhere, verifies.
type drillCmd struct {
	KeyFile string `name:"key-file" env:"CCHC_KEY_FILE" help:"Tệp khóa nhật ký; mặc định nằm cạnh tệp SQLite."`
}

// Run leaves nothing behind. The copy must verify as the database does.
func (c *drillCmd) Run(a *app) error {
	dir, err := os.MkdirTemp(filepath.Dir(a.Database), "cchc-drill-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	start := time.Now()
	copied, restored := filepath.Join(dir, "backup.db"), filepath.Join(dir, "restored.db")
	quiet := *a
	quiet.Quiet, quiet.JSON = true, false
	if err := (&backupCmd{copied}).Run(&quiet); err != nil {
		return err
	}
	took := time.Since(start).Round(time.Millisecond)
	there := quiet
	there.Database, there.Papers, there.PaperKeys = restored, paperFolderOf(restored), a.paperKeyFile()
	if err := (&restoreCmd{copied}).Run(&there); err != nil {
		return err
	}
	verify := verifyCmd{KeyFile: keyFile(c.KeyFile, a.Database)}
	there.JSON, there.Out = true, io.Discard
	if err := verify.Run(&there); err != nil {
		return err
	}
	all := time.Since(start).Round(time.Millisecond)
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(map[string]any{"ok": true, "backup_ms": took.Milliseconds(), "all_ms": all.Milliseconds()})
	}
	_, err = fmt.Fprintf(a.Out, "Diễn tập xong: sao lưu %s; phục hồi và kiểm chứng xong sau %s.\n", took, all)
	return err
}

func mustBeFree(file string) error {
	switch _, err := os.Stat(file); {
	case err == nil:
		return refusal.Clash("Tệp %s đã có; lệnh này không ghi đè. Hãy chọn tên khác hoặc chuyển tệp cũ đi.", file)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	default:
		return err
	}
}

// checkCopy opens a copy as the program would.
func checkCopy(a *app, file string) error {
	copied := *a
	copied.Database = file
	s, err := copied.openReading()
	if err != nil {
		return fmt.Errorf("bản sao không dùng được: %w", err)
	}
	return s.Close()
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return refusal.Missing("Không có tệp %s.", from)
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// removeSides removes what SQLite may leave beside a file that was opened.
func removeSides(file string) error {
	for _, side := range []string{"-wal", "-shm"} {
		if err := os.Remove(file + side); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func removeCopy(file string) error { return errors.Join(removeSides(file), os.Remove(file)) }

func tellFile(a *app, format, file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(map[string]any{"file": file, "bytes": info.Size()})
	}
	a.say(format, file, info.Size())
	return nil
}
