package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"cchc/kit/db"
	"cchc/store"
)

// serveCmd serves the pages until it is told to stop.
type serveCmd struct {
	serving
}

// serving is what serve and demo have in common.
type serving struct {
	Addr        string   `env:"CCHC_ADDR" default:"127.0.0.1:8080" help:"Địa chỉ phục vụ."`
	BaseURL     string   `name:"base-url" env:"CCHC_BASE_URL" help:"Địa chỉ mà người dân gõ, in trong mã QR; mặc định theo --addr."`
	MetricsAddr string   `name:"metrics-addr" env:"CCHC_METRICS_ADDR" help:"Địa chỉ riêng cho số đo /metrics; để trống là tắt."`
	KeyFile     string   `name:"key-file" env:"CCHC_KEY_FILE" help:"Tệp khóa ký nhật ký; mặc định nằm cạnh tệp SQLite."`
	Secure      bool     `env:"CCHC_SECURE" help:"Trang đi qua TLS (ở đây hoặc ở máy chủ đứng trước)."`
	Proxy       bool     `env:"CCHC_PROXY" help:"Có máy chủ của mình đứng trước, tin X-Forwarded-For."`
	Phone       string   `env:"CCHC_PHONE" help:"Số điện thoại hỗ trợ in trên trang."`
	Address     string   `env:"CCHC_ADDRESS" help:"Địa chỉ cơ quan in ở chân trang."`
	Messages    string   `name:"messages" env:"CCHC_MESSAGES" help:"Tệp JSON khai báo nơi gửi tin: máy chủ thư, cổng SMS, Zalo; để trống thì tin nằm chờ."`
	Platform    platform `embed:""`
	Mailing     mailing  `embed:""`
	LogFormat   string   `name:"log-format" env:"CCHC_LOG_FORMAT" enum:"text,json" default:"text" help:"Dạng nhật ký vận hành: text hoặc json."`
}

// Run opens the database, makes and migrates it when it is new, and serves.
func (c *serveCmd) Run(a *app) error {
	s, err := store.Open(a.ctx, a.Database, db.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.DB.Migrate(a.ctx, store.Migrations()); err != nil {
		return err
	}
	return c.serve(a, s, func(url string) error {
		a.say("Đang phục vụ tại %s", url)
		if err := firstLink(a, s, url); err != nil && !errors.Is(err, db.ErrAway) {
			return err
		}
		return nil // a database that went away comes back; the link waits for the next start
	})
}

// stopWithin is how long running requests get when the program is told to stop.
const stopWithin = 10 * time.Second

// serve runs pages, jobs and the sealing of the log side by side. When one of them fails
// or the context ends, the others finish what they have in hand. ready is called with the
// address once it listens.
func (c *serving) serve(a *app, s *store.Store, ready func(url string) error) error {
	log := c.logger(a)
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", c.Addr, err)
	}
	h, err := furnish(a.ctx, c, a, s, log, baseURL(c.BaseURL, listener))
	if err != nil {
		listener.Close()
		return err
	}
	group, ctx := errgroup.WithContext(a.ctx)
	c.http(group, ctx, listener, h.pages)
	if c.MetricsAddr != "" {
		metrics, err := net.Listen("tcp", c.MetricsAddr)
		if err != nil {
			listener.Close()
			return fmt.Errorf("không mở được địa chỉ số đo %s: %w", c.MetricsAddr, err)
		}
		c.http(group, ctx, metrics, h.metrics)
	}
	for _, work := range h.background {
		group.Go(func() error { return ended(ctx, work(ctx)) })
	}
	url := baseURL(c.BaseURL, listener)
	log.Info("serving", "url", url, "engine", string(s.DB.Engine))
	if err := ready(url); err != nil {
		group.Go(func() error { return err }) // the others stop with it
	}
	err = group.Wait()
	log.Info("stopped")
	return err
}

// http serves a handler until the context ends, then lets requests finish.
func (c *serving) http(group *errgroup.Group, ctx context.Context, listener net.Listener, h http.Handler) {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
	}
	group.Go(func() error {
		err := server.Serve(listener)
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
	group.Go(func() error {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		return server.Shutdown(stop)
	})
}

// ended tells the end that was asked for from a failure.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (c *serving) logger(a *app) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	if a.Quiet {
		options.Level = slog.LevelWarn
	}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.Err, options))
	}
	return slog.New(slog.NewTextHandler(a.Err, options))
}

func baseURL(given string, listener net.Listener) string {
	if given != "" {
		return strings.TrimRight(given, "/")
	}
	return "http://" + listener.Addr().String()
}

// knownVariables is every environment variable of the program. A misspelt one would
// otherwise be passed over in silence.
var knownVariables = []string{"CCHC_DB", "CCHC_ADDR", "CCHC_BASE_URL", "CCHC_METRICS_ADDR", "CCHC_KEY_FILE", "CCHC_SECURE", "CCHC_PROXY", "CCHC_LOG_FORMAT", "CCHC_PHONE", "CCHC_ADDRESS", "CCHC_MESSAGES", "CCHC_PAY_URL", "CCHC_PAY_PARTNER", "CCHC_PAY_KEY_FILE", "CCHC_PAPERS", "CCHC_PAPER_KEYS"}

// checkEnvironment refuses variables that begin like ours and are none.
func checkEnvironment() error {
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "CCHC_") && !known(name) {
			return exitError{exitUsage, fmt.Errorf("biến môi trường %s không có; các biến có: %s", name, strings.Join(knownVariables, ", "))}
		}
	}
	return nil
}

func known(name string) bool {
	for _, k := range knownVariables {
		if k == name {
			return true
		}
	}
	return false
}
