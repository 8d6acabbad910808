package layout

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed assets
var assetFiles embed.FS

// AssetsPrefix is where the style sheet, the script and the icon live.
const AssetsPrefix = "/assets/"

type asset struct {
	mime       string
	plain, zip []byte
}

// assets by address; addresses by file name. The address carries the hash of the content,
// so that browsers may keep it for ever.
var assets, addresses = loadAssets()

func loadAssets() (map[string]asset, map[string]string) {
	byAddress, byName := map[string]asset{}, map[string]string{}
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		body, err := assetFiles.ReadFile("assets/" + entry.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(entry.Name())
		address := AssetsPrefix + strings.TrimSuffix(entry.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		byAddress[address] = asset{mime.TypeByExtension(ext), body, zipped(body)}
		byName[entry.Name()] = address
	}
	return byAddress, byName
}

func zipped(body []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // impossible: a buffer takes everything
	}
	return out.Bytes()
}

func assetPath(name string) (string, error) {
	if address, ok := addresses[name]; ok {
		return address, nil
	}
	return "", fmt.Errorf("no asset %s", name)
}

// Assets serves what lies under AssetsPrefix.
func Assets(w http.ResponseWriter, r *http.Request) {
	a, ok := assets[r.URL.Path]
	if !ok {
		ProblemStatus(w, r, http.StatusNotFound)
		return
	}
	head := w.Header()
	head.Set("Content-Type", a.mime)
	head.Set("Cache-Control", "public, max-age=31536000, immutable")
	head.Set("Vary", "Accept-Encoding")
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		head.Set("Content-Encoding", "gzip")
		body = a.zip
	}
	head.Set("Content-Length", fmt.Sprint(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}
