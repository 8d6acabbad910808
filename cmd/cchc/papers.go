package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"cchc/domain/refusal"
	"cchc/kit/blob"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/paper"
)

// paperFolder is where the files of dossiers lie, encrypted: beside the database, unless
// said otherwise.
func (a *app) paperFolder() string {
	if a.Papers != "" {
		return a.Papers
	}
	return paperFolderOf(a.Database)
}

func paperFolderOf(database string) string {
	if db.EngineOf(database) == db.SQLite {
		return database + ".papers"
	}
	return "cchc.papers"
}

// paperKeyFile is where their keys lie: never in the folder, which is copied elsewhere.
func (a *app) paperKeyFile() string { return cmp.Or(a.PaperKeys, a.paperFolder()+".key") }

// files opens the store of files and makes its keys at first use. Where papers are kept
// already, missing keys are missing by mistake: new ones would open none of them.
func (a *app) files(s *store.Store) (*blob.Folder, error) {
	keys, err := blob.ReadKeys(a.paperKeyFile())
	if errors.Is(err, fs.ErrNotExist) {
		kept, failed := paper.Contents(a.ctx, s.DB)
		if failed != nil {
			return nil, failed
		}
		if len(kept) > 0 {
			return nil, missingPaperKeys(a.paperKeyFile())
		}
		if err = blob.MakeKeys(a.paperKeyFile()); err != nil {
			return nil, fmt.Errorf("không tạo được tệp khóa %s: %w", a.paperKeyFile(), err)
		}
		keys, err = blob.ReadKeys(a.paperKeyFile())
	}
	if err != nil {
		return nil, err
	}
	folder := &blob.Folder{Dir: a.paperFolder(), Keys: keys}
	return folder, folder.Prepare()
}

func missingPaperKeys(file string) error {
	return refusal.Missing("Không có tệp khóa giấy tờ %s. Hãy chép lại từ nơi giữ khóa, hoặc chỉ ra bằng --paper-keys hay CCHC_PAPER_KEYS.", file)
}

// checkPapers reads every file that a row refers to, and names those that are missing or
// are not what was put there.
func (a *app) checkPapers(ctx context.Context, s *store.Store, r *store.Report) error {
	kept, err := paper.Contents(ctx, s.DB)
	if err != nil || len(kept) == 0 {
		return err
	}
	keys, err := blob.ReadKeys(a.paperKeyFile())
	if errors.Is(err, fs.ErrNotExist) {
		return missingPaperKeys(a.paperKeyFile())
	}
	if err != nil {
		return err
	}
	folder := &blob.Folder{Dir: a.paperFolder(), Keys: keys}
	for _, c := range kept {
		err := blob.Check(ctx, folder, keys, blob.Name(c.Address))
		what := ""
		switch {
		case err == nil:
			continue
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, blob.ErrMissing):
			what = "không còn"
		case errors.Is(err, blob.ErrDamaged):
			what = "đã bị thay đổi"
		case errors.Is(err, blob.ErrNoKey):
			what = "mã hóa bằng khóa không có trong tệp khóa"
		default:
			return err
		}
		r.Found++
		if len(r.Findings) < store.Printed {
			text := fmt.Sprintf("Tệp của giấy tờ #%d, hồ sơ %s, %s: %s.", c.Paper, cmp.Or(c.Dossier, "chưa tiếp nhận"), what, c.Address)
			r.Findings = append(r.Findings, store.Finding{Table: "paper", Row: fmt.Sprint(int64(c.Paper)), Text: text})
		}
	}
	return nil
}

// exists says whether a path is there.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
